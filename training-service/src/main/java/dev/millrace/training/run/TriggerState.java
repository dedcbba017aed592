package dev.millrace.training.run;

import dev.millrace.pipelines.PipelineSpec.Retrain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides about a pipeline's next run.
 *
 * @param rows of the versions that the next run reads
 * @param newRows of those, not in the last training
 * @param championVersion null where none serves
 * @param activeRun null where none runs
 * @param waitingRun null where none waits
 * @param cooldownUntil null where none was trained yet
 * @param breakerOpen true where automatic runs are stopped until a person starts one
 */
public record TriggerState(
        String pipeline,
        int pipelineVersion,
        String dataset,
        List<Long> datasetVersions,
        long rows,
        long newRows,
        @Nullable Integer championVersion,
        @Nullable String activeRun,
        @Nullable String waitingRun,
        @Nullable Instant cooldownUntil,
        long runsToday,
        int runsPerDay,
        Duration trainingToday,
        Duration trainingPerDay,
        int runsWithoutGain,
        boolean breakerOpen) {

    public TriggerState {
        datasetVersions = List.copyOf(datasetVersions);
    }

    static TriggerState of(Pipeline pipeline, Definition definition, Instant now) {
        Retrain policy = definition.parsed().retrain();
        History history = pipeline.history();
        History.Trained trained = history.trained();
        Pipeline.ChampionInForce champion = pipeline.champion();
        Instant ended = history.ended();
        Run active = pipeline.active();
        Run waiting = pipeline.waiting();
        return new TriggerState(
                pipeline.name(),
                definition.version(),
                pipeline.dataset(),
                pipeline.known().numbers(),
                pipeline.known().rows(),
                pipeline.known().rowsBeyond(trained == null ? List.of() : trained.versions()),
                champion == null ? null : champion.version(),
                active == null ? null : pipeline.runId(active).toString(),
                waiting == null ? null : pipeline.runId(waiting).toString(),
                ended == null ? null : ended.plus(policy.cooldown()),
                history.runsToday(now),
                policy.runsPerDay(),
                history.trainingToday(now),
                policy.trainingPerDay(),
                history.noGain(),
                history.noGain() >= policy.noGainRuns());
    }
}
