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
        var judged = pipeline.withChampion(newer).judged(run);
        return then(rollback ? judged : judged.withPast(judged.past().withoutGain(0)), "champion.changed");
    }

    /** A run's model was refused. */
    public void rejected(String project, String pipeline, String run, Received<?> cause) {
        pipelines.on(
                cause,
                Pipeline.id(project, pipeline),
                state -> rejected(state == null ? Pipeline.unknown(project, pipeline) : state, run, cause));
    }

    private Decision<Pipeline> rejected(Pipeline pipeline, String run, Received<?> cause) {
        var judged = pipeline.judged(run);
        if (pipeline.isManual(run)) {
            return then(judged, "model.judged"); // What a person asked for says nothing about automatic runs.
        }
        int runs = judged.past().withoutGain() + 1;
        var counted = judged.withPast(judged.past().withoutGain(runs));
        var definition = pipeline.definition();
        return definition != null && definition.parsed().retrain().noGainRuns() == runs
                ? then(counted, "breaker.opened", announcements.raised(breaker(pipeline, runs, cause)))
                : then(counted, "gain.missed");
    }

    private Decision<Pipeline> then(Pipeline judged, String action, Announcement<?>... told) {
        var runs = judged.runs();
        return runs.active() == null && runs.waiting() != null
                ? startWaitingRun.after(judged, action, told)
                : Decision.apply(judged, action, told);
    }

    private static Alert breaker(Pipeline pipeline, int runs, Received<?> cause) {
        return new Alert(
                pipeline.name(),
                Alert.Code.NO_GAIN_BREAKER,
                runs + " automatic runs in a row were rejected; nothing is trained until somebody starts a run",
                "pipeline " + pipeline.name(),
                cause.envelope().effect());
    }
}
