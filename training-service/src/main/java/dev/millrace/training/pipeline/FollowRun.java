package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
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
    private final Announcements announcements;

    FollowRun(Aggregates aggregates, StartWaitingRun startWaitingRun, Announcements announcements) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.startWaitingRun = startWaitingRun;
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
        var took = end.took();
        return switch (end.ending()) {
            case TRAINED -> trained(idle, active, end, at);
            case FAILED -> startWaitingRun.after(idle.withPast(idle.past().after(null, took, at)), "run.ended");
            case CANCELLED ->
                startWaitingRun.after(
                        idle,
                        "run.ended",
                        announcements.decided(
                                idle,
                                TriggerDecision.Suppressed.of(
                                        active.request(), new TriggerPolicy.No(Suppression.CANCELLED, end.detail()))));
        };
    }

    private Decision<Pipeline> trained(Pipeline idle, ActiveRun active, End end, Instant at) {
        var gain = Gain.of(active, end.better());
        // What was read of another dataset than the pipeline reads by now says nothing about the next run.
        var made = active.dataset().equals(idle.dataset())
                ? PastRuns.Trained.by(active, end.target(), gain == Gain.NONE, at)
                : null;
        var past = idle.past().after(made, end.took(), at);
        var counted = idle.withPast(gain.counted(past));
        return gain.opensBreaker(idle)
                ? startWaitingRun.after(
                        counted,
                        "run.ended",
                        announcements.raised(
                                Gain.breaker(counted, active.request().lineage())))
                : startWaitingRun.after(counted, "run.ended");
    }
}
