package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Received;
import org.jspecify.annotations.Nullable;

/**
 * Keeps up with what became of the models: who the champion is, and whether retraining still brings anything. A run that waited
 * for the verdict has its turn with it.
 */
public class FollowModel {

    private final AggregateStore<Pipeline> pipelines;
    private final StartWaitingRun startWaitingRun;
    private final Announcements announcements;

    FollowModel(Aggregates aggregates, StartWaitingRun startWaitingRun, Announcements announcements) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.startWaitingRun = startWaitingRun;
        this.announcements = announcements;
    }

    /**
     * A version serves.
     *
     * @param run that made it; null where nobody knows
     * @param rollback an earlier one, which says nothing good about the last run
     */
    public void approved(
            String project,
            String pipeline,
            Pipeline.ChampionInForce newer,
            @Nullable String run,
            boolean rollback,
            Received<?> cause) {
        pipelines.on(
                cause,
                Pipeline.id(project, pipeline),
                state -> approved(state == null ? Pipeline.unknown(project, pipeline) : state, newer, run, rollback));
    }

    private Decision<Pipeline> approved(
            Pipeline pipeline, Pipeline.ChampionInForce newer, @Nullable String run, boolean rollback) {
        var before = pipeline.champion();
        if (before != null && before.generation() >= newer.generation()) {
            return Decision.ignore("generation " + before.generation() + " is in force");
        }
        var judged = pipeline.withChampion(newer).judged(run, !rollback);
        var past = judged.past();
        return then(
                judged.withPast(
                        rollback
                                ? past.withRolledBack(before == null ? null : before.version())
                                : gained(pipeline, run, past).withRolledBack(null)),
                "champion.changed");
    }

    /** A run that drift started says itself, when it is over, whether it brought anything. */
    private static PastRuns gained(Pipeline pipeline, @Nullable String run, PastRuns past) {
        boolean saysItself = pipeline.activeRun(run)
                        .filter(active -> active.request().reason() == Reason.DRIFT)
                        .isPresent()
                || pipeline.hadNoGain(run);
        return saysItself ? past : past.withoutGain(0);
    }

    /** A run's model was refused. */
    public void rejected(String project, String pipeline, String run, Received<?> cause) {
        pipelines.on(
                cause,
                Pipeline.id(project, pipeline),
                state -> rejected(state == null ? Pipeline.unknown(project, pipeline) : state, run, cause));
    }

    private Decision<Pipeline> rejected(Pipeline pipeline, String run, Received<?> cause) {
        var judged = pipeline.judged(run, false);
        if (pipeline.isManual(run) || pipeline.hadNoGain(run)) {
            return then(judged, "model.judged"); // What a person asked for says nothing about automatic runs.
        }
        var counted = judged.withPast(Gain.NONE.counted(judged.past()));
        return Gain.NONE.opensBreaker(judged)
                ? then(
                        counted,
                        "breaker.opened",
                        announcements.raised(
                                Gain.breaker(counted, cause.envelope().effect())))
                : then(counted, "gain.missed");
    }

    private Decision<Pipeline> then(Pipeline judged, String action, Announcement<?>... told) {
        var runs = judged.runs();
        return runs.active() == null && runs.waiting() != null
                ? startWaitingRun.after(judged, action, told)
                : Decision.apply(judged, action, told);
    }
}
