package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Received;
import dev.millrace.training.learn.KnownTarget;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Notes the end of a pipeline's active run, and lets the one that waits have its turn. */
public class FollowRun {

    private final AggregateStore<Pipeline> pipelines;
    private final StartWaitingRun startWaitingRun;
    private final PastEvents pastEvents;
    private final PipelineAnnouncements announcements;

    FollowRun(
            Aggregates aggregates,
            StartWaitingRun startWaitingRun,
            PastEvents pastEvents,
            PipelineAnnouncements announcements) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.startWaitingRun = startWaitingRun;
        this.pastEvents = pastEvents;
        this.announcements = announcements;
    }

    /** How a run ended. */
    public enum Ending {
        TRAINED,
        FAILED,
        CANCELLED
    }

    /**
     * The end of a run.
     *
     * @param detail for people
     * @param target what its model predicts; null where it made none
     * @param better whether its model is better than the version in service; null where nobody can say
     */
    public record End(
            Ending ending,
            String detail,
            Duration took,
            @Nullable KnownTarget target,
            @Nullable Boolean better) {}

    /**
     * A run is over. That it is the active one tells that this was not applied before.
     *
     * @param end how it ended
     */
    public void ended(String project, RunId run, End end, Instant at, Received<?> cause) {
        pipelines.onNaturalKey(cause, Pipeline.id(project, run.pipeline()), state -> {
            var active = state == null ? null : state.active(run.number()).orElse(null);
            return state == null || active == null
                    ? Decision.ignore("run " + run + " is not active")
                    : ended(state, active, end, at);
        });
    }

    private Decision<Pipeline> ended(Pipeline pipeline, ActiveRun active, End end, Instant at) {
        var idle = pipeline.withRuns(pipeline.runs().withActive(null));
        var after = Aftermath.ended(idle, active, end, at);
        return startWaitingRun
                .after(after, "run.ended", told(idle, after, active, end))
                .storing(pastEvents.row(new PastEvent(pipeline.id(), at, PastEvent.Ended.of(pipeline, active, end))));
    }

    private Announcement<?>[] told(Pipeline idle, Pipeline after, ActiveRun active, End end) {
        if (end.ending() == Ending.CANCELLED) {
            var cancelled = TriggerDecision.Suppressed.of(
                    active.request(), new TriggerPolicy.No(Suppression.CANCELLED, end.detail()));
            return new Announcement<?>[] {announcements.decided(idle, cancelled)};
        }
        return Gain.openedBreaker(idle, after)
                ? new Announcement<?>[] {
                    announcements.raised(Gain.breaker(after, active.request().lineage()))
                }
                : new Announcement<?>[0];
    }
}
