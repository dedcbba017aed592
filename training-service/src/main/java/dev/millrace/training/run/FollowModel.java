package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Received;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps up with what became of the models: who the champion is, and whether retraining still brings anything. */
@Component
public class FollowModel {

    private final AggregateStore<Pipeline> pipelines;
    private final Announcements announcements;

    FollowModel(Aggregates aggregates, Announcements announcements) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.announcements = announcements;
    }

    /**
     * A version serves.
     *
     * @param runId that made it; null where nobody knows
     * @param rollback an earlier one, which says nothing good about the last run
     */
    public void approved(
            String project,
            String pipeline,
            long generation,
            int version,
            String packageDigest,
            @Nullable String runId,
            boolean rollback,
            Received<?> cause) {
        Pipeline.ChampionInForce newer = new Pipeline.ChampionInForce(generation, version, packageDigest);
        pipelines.on(
                cause,
                Pipeline.id(project, pipeline),
                state -> approved(state == null ? Pipeline.unknown(project, pipeline) : state, newer, runId, rollback));
    }

    private static Decision<Pipeline> approved(
            Pipeline pipeline, Pipeline.ChampionInForce newer, @Nullable String runId, boolean rollback) {
        Pipeline.ChampionInForce before = pipeline.champion();
        if (before != null && before.generation() >= newer.generation()) {
            return Decision.ignore("generation " + before.generation() + " is in force");
        }
        Pipeline judged = pipeline.withChampion(newer).judged(runId);
        return Decision.apply(
                rollback ? judged : judged.withHistory(judged.history().withNoGain(0)), "champion.changed");
    }

    /** A run's model was refused. */
    public void rejected(String project, String pipeline, String runId, Received<?> cause) {
        pipelines.on(
                cause,
                Pipeline.id(project, pipeline),
                state -> rejected(state == null ? Pipeline.unknown(project, pipeline) : state, runId, cause));
    }

    private Decision<Pipeline> rejected(Pipeline pipeline, String runId, Received<?> cause) {
        Pipeline judged = pipeline.judged(runId);
        if (pipeline.newestOf(runId).filter(History.Trained::manual).isPresent()) {
            return Decision.apply(judged, "model.judged"); // What a person asked for says nothing about automatic runs.
        }
        int runs = judged.history().noGain() + 1;
        Pipeline counted = judged.withHistory(judged.history().withNoGain(runs));
        Definition definition = pipeline.definition();
        return definition != null && definition.parsed().retrain().noGainRuns() == runs
                ? Decision.apply(counted, "breaker.opened", announcements.raised(breaker(pipeline, runs, cause)))
                : Decision.apply(counted, "gain.missed");
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
