package dev.millrace.registry.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What training told about one candidate; kept as it came.
 *
 * @param championVersion the version that was in service when training ended; null where there was none
 * @param championProblem why that version could not be scored; null where it was
 * @param actors who brought the data and who asked for the run
 * @param origin where the event stands in its cascade
 */
public record TrainingFacts(
        String project,
        String model,
        String pipeline,
        String runId,
        String packageDigest,
        String task,
        Map<String, Double> trainMetrics,
        Map<String, Double> validationMetrics,
        Map<String, Double> testMetrics,
        String sliceMetricsDigest,
        @Nullable Integer championVersion,
        Map<String, Double> championTestMetrics,
        @Nullable String championProblem,
        String testRowsDigest,
        String dataset,
        List<Long> datasetVersions,
        int pipelineVersion,
        String specDigest,
        String trainer,
        Map<String, String> parameters,
        long seed,
        String requestedBy,
        List<String> actors,
        long durationMillis,
        Instant trainedAt,
        Origin origin) {

    public TrainingFacts {
        trainMetrics = Map.copyOf(trainMetrics);
        validationMetrics = Map.copyOf(validationMetrics);
        testMetrics = Map.copyOf(testMetrics);
        championTestMetrics = Map.copyOf(championTestMetrics);
        datasetVersions = List.copyOf(datasetVersions);
        parameters = Map.copyOf(parameters);
        actors = List.copyOf(actors);
    }

    String modelId() {
        return project + "/" + model;
    }
}
