package dev.millrace.training.learn;

import dev.millrace.artifacts.Digest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A candidate model with everything that its judges need.
 *
 * @param task binary-classification, multiclass-classification or regression
 * @param champion what it was compared with; null for a first model
 * @param championTestMetrics of the champion on the same test rows; empty where there is none or it could not be scored
 * @param championProblem why the champion could not be scored; null where it was or there is none
 * @param testRowsDigest identifies the test rows, so that comparisons can be checked
 * @param parameters of the trainer that won, defaults filled in
 * @param warnings about the data
 */
public record Learned(
        Digest packageDigest,
        String task,
        Map<String, Double> trainMetrics,
        Map<String, Double> validationMetrics,
        Map<String, Double> testMetrics,
        Digest sliceMetrics,
        @Nullable Champion champion,
        Map<String, Double> championTestMetrics,
        @Nullable String championProblem,
        String testRowsDigest,
        String trainer,
        Map<String, String> parameters,
        long seed,
        List<Warning> warnings) {

    public Learned {
        trainMetrics = Map.copyOf(trainMetrics);
        validationMetrics = Map.copyOf(validationMetrics);
        testMetrics = Map.copyOf(testMetrics);
        championTestMetrics = Map.copyOf(championTestMetrics);
        parameters = Map.copyOf(parameters);
        warnings = List.copyOf(warnings);
    }
}
