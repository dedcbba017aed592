package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Received;
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
     * A run is over. That it is the active one tells that this was not applied before.
     *
     * @param detail for people
     */
    public void ended(
            String project, RunId run, Ending ending, String detail, Duration took, Instant at, Received<?> cause) {
        pipelines.onNaturalKey(cause, Pipeline.id(project, run.pipeline()), state -> {
            var active = state == null ? null : state.active(run.number()).orElse(null);
            return state == null || active == null
                    ? Decision.ignore("run " + run + " is not active")
                    : ended(state, active, ending, detail, took, at);
        });
    }

    private Decision<Pipeline> ended(
            Pipeline pipeline, ActiveRun active, Ending ending, String detail, Duration took, Instant at) {
        var idle = pipeline.withRuns(pipeline.runs().withActive(null));
        return switch (ending) {
            case TRAINED ->
                startWaitingRun.after(
                        idle.withPast(idle.past().after(trained(idle, active, at), took, at)), "run.ended");
            case FAILED -> startWaitingRun.after(idle.withPast(idle.past().after(null, took, at)), "run.ended");
            case CANCELLED ->
                startWaitingRun.after(
                        idle,
                        "run.ended",
                        announcements.decided(
                                idle, TriggerDecision.Suppressed.of(active.request(), Suppression.CANCELLED, detail)));
        };
    }

    /** Null where it read another dataset than the pipeline reads by now. */
    private static PastRuns.@Nullable Trained trained(Pipeline pipeline, ActiveRun active, Instant at) {
        return active.dataset().equals(pipeline.dataset()) ? PastRuns.Trained.by(active, at) : null;
    }
}
