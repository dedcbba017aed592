package dev.millrace.registry.judging;

import dev.millrace.datasets.Datasets;
import dev.millrace.models.ModelPackage;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes the test metrics anew from the predictions in the package, because a trainer may claim any figure. What cannot be
 * computed here counts as claimed wrongly.
 */
public class MetricsCheck {

    private final Datasets datasets;
    private final double tolerance;

    public MetricsCheck(Datasets datasets, double tolerance) {
        this.datasets = datasets;
        this.tolerance = tolerance;
    }

    /** What is wrong with the figures; empty where they are those of the predictions. */
    Optional<String> problem(ModelPackage manifest, Map<String, Double> claimed) {
        var computed = compute(manifest);
        return claimed.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(claim -> disagreement(claim.getKey(), claim.getValue(), computed.get(claim.getKey())).stream())
                .findFirst();
    }

    private Optional<String> disagreement(String metric, double claimed, @Nullable Double computed) {
        if (computed == null) {
            return Optional.of(
                    "METRICS_MISMATCH: training reported %s, which the test predictions do not give".formatted(metric));
        }
        // Written so that a claim that is not a number is a disagreement.
        boolean agrees = Math.abs(claimed - computed) <= tolerance * Math.max(1, Math.abs(computed));
        return agrees
                ? Optional.empty()
                : Optional.of("METRICS_MISMATCH: training reported %s %s, the test predictions give %s"
                        .formatted(metric, claimed, computed));
    }

    private Map<String, Double> compute(ModelPackage manifest) {
        return TestPredictions.read(datasets, manifest).metrics();
    }
}
