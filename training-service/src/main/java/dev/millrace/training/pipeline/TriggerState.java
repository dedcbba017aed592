package dev.millrace.training.pipeline;

import dev.millrace.pipelines.PipelineSpec.Retrain;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What decides about a pipeline's next run.
 *
 * @param putOff triggers that will be decided on again; null where there are none
 * @param now what each kind of trigger would get if it came now
 */
public record TriggerState(
        String pipeline,
        int pipelineVersion,
        Data data,
        Runs runs,
        Restraints restraints,
        @Nullable Waiting putOff,
        Bounds bounds,
        Outlook now) {

    /**
     * What the specification in force says about retraining.
     *
     * @param newRowsNeeded rows that new data must bring before a run starts; 0 before the first model
     * @param noGainRuns automatic runs in a row without a gain after which the breaker opens
     */
    public record Bounds(Set<Retrain.On> retrainOn, Duration cooldown, long newRowsNeeded, int noGainRuns) {
        public Bounds {
            retrainOn = Set.copyOf(retrainOn);
        }
    }

    /**
     * What a run that starts now would read.
     *
     * @param datasetVersionFrom the first version; 0 where there is none
     * @param datasetVersionTo the last version; 0 where there is none
     * @param newRows rows that were not in the last training
     */
    public record Data(
            String dataset,
            long datasetVersionFrom,
            long datasetVersionTo,
            long datasetVersionCount,
            long rows,
            long newRows) {}

    /**
     * What is there already.
     *
     * @param championVersion null where none serves
     * @param activeRun null where none runs
     * @param waitingRun null where none waits
     */
    public record Runs(
            @Nullable Integer championVersion,
            @Nullable String activeRun,
            @Nullable String waitingRun) {}

    /**
     * What may hold a run back.
     *
     * @param cooldownUntil null where none was trained yet
     * @param breakerOpen true where automatic runs are stopped until a person starts one
     */
    public record Restraints(
            @Nullable Instant cooldownUntil,
            long runsToday,
            int runsPerDay,
            Duration trainingToday,
            Duration trainingPerDay,
            long rowsToday,
            @Nullable Long rowsPerDay,
            int runsWithoutGain,
            boolean breakerOpen) {}

    /**
     * Triggers that started nothing yet.
     *
     * @param reason why
     * @param reconsiderAt when they are decided on again; null where that is when data come
     */
    public record Waiting(String reason, @Nullable Instant reconsiderAt) {

        static @Nullable Waiting of(@Nullable PutOff putOff) {
            return putOff == null ? null : new Waiting(putOff.reason().name(), putOff.until());
        }
    }

    static TriggerState of(Situation situation, TriggerPolicy policy) {
        var retrain = situation.policy();
        var definition = situation.definition();
        return new TriggerState(
                situation.pipeline().name(),
                definition.version(),
                data(situation),
                runs(situation.pipeline()),
                restraints(situation),
                Waiting.of(situation.pipeline().putOff()),
                new Bounds(
                        Set.copyOf(retrain.on()),
                        retrain.cooldown(),
                        Restraint.newRowsNeeded(situation),
                        retrain.noGainRuns()),
                Outlook.of(situation, policy));
    }

    private static Data data(Situation situation) {
        var trained = situation.past().trained();
        var data = situation.readable();
        return new Data(
                situation.pipeline().dataset(),
                data.first(),
                data.isEmpty() ? 0 : data.last(),
                data.count(),
                data.rows(),
                trained == null ? data.rows() : trained.read().unread(data));
    }

    private static Runs runs(Pipeline pipeline) {
        var champion = pipeline.champion();
        var active = pipeline.runs().active();
        return new Runs(
                champion == null ? null : champion.version(),
                active == null ? null : pipeline.runId(active.request()).toString(),
                Optional.ofNullable(pipeline.runs().waiting())
                        .map(run -> pipeline.runId(run).toString())
                        .orElse(null));
    }

    private static Restraints restraints(Situation situation) {
        var policy = situation.policy();
        var past = situation.past();
        var ended = past.ended();
        return new Restraints(
                ended == null ? null : ended.plus(policy.cooldown()),
                past.spending().runs(situation.now()),
                policy.runsPerDay(),
                past.spending().training(situation.now()),
                policy.trainingPerDay(),
                past.spending().rows(situation.now()),
                policy.rowsPerDay(),
                past.withoutGain(),
                past.withoutGain() >= policy.noGainRuns());
    }
}
