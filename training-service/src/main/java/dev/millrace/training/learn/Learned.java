package dev.millrace.training.learn;

import dev.millrace.artifacts.Digest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A candidate model with everything that its judges need.
 *
 * @param target what it predicts
 * @param facts about the rows that it was learned from, for people: which were left out and why, which classes there are
 * @param features what each column is learned from as, or why it is not
 * @param warnings about the data
 */
public record Learned(
        Digest packageDigest,
        KnownTarget target,
        Metrics metrics,
        Comparison comparison,
        Recipe recipe,
        Selection selection,
        Map<String, String> facts,
        List<FeatureChoice> features,
        List<Warning> warnings) {

    public Learned {
        facts = Map.copyOf(facts);
        features = List.copyOf(features);
        warnings = List.copyOf(warnings);
    }

    /**
     * Its figures on the three parts.
     *
     * @param baseline of the test rows, for whoever answers all of them alike: with the shares of the classes, or the mean
     * @param slices artifact with those of the slices of the test rows
     */
    public record Metrics(
            Map<String, Double> train,
            Map<String, Double> validation,
            Map<String, Double> test,
            Map<String, Double> baseline,
            Digest slices) {
        public Metrics {
            train = Map.copyOf(train);
            validation = Map.copyOf(validation);
            test = Map.copyOf(test);
            baseline = Map.copyOf(baseline);
        }
    }

    /**
     * The version in service on the same test rows.
     *
     * @param champion what it was compared with; null for a first model
     * @param metrics empty where there is no champion or it could not be scored
     * @param problem why the champion could not be scored; null where it was or there is none
     * @param better whether the candidate is better, and not by chance; null where there was nothing to compare it with
     * @param testRowsDigest identifies the test rows, so that comparisons can be checked
     * @param own the candidate's metrics on the rows that the champion was scored on, where these are not all test rows; else empty
     */
    public record Comparison(
            @Nullable Champion champion,
            Map<String, Double> metrics,
            @Nullable String problem,
            @Nullable Boolean better,
            String testRowsDigest,
            Map<String, Double> own) {
        public Comparison {
            metrics = Map.copyOf(metrics);
            own = Map.copyOf(own);
        }
    }

    /** @param parameters of the trainer that won, defaults filled in */
    public record Recipe(String trainer, Map<String, String> parameters, long seed) {
        public Recipe {
            parameters = Map.copyOf(parameters);
        }
    }
}
