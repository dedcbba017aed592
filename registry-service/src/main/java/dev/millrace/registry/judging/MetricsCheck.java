package dev.millrace.registry.judging;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.ColumnData;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Sql;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.models.TwoClassMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes the test metrics anew from the predictions in the package, because a trainer may claim any figure. What cannot be
 * computed here counts as claimed wrongly.
 */
public class MetricsCheck {

    private static final String TASK = "binary-classification";

    private final Datasets datasets;
    private final double tolerance;

    public MetricsCheck(Datasets datasets, double tolerance) {
        this.datasets = datasets;
        this.tolerance = tolerance;
    }

    /** What is wrong with the figures; empty where they are those of the predictions. */
    Optional<String> problem(ModelPackage manifest, Map<String, Double> claimed) {
        if (!manifest.task().equals(TASK)) {
            return Optional.empty();
        }
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
        try (var session = datasets.open(List.of(new Digest(manifest.testPredictions())))) {
            var columns = session.columns();
            int added = columns.size() - manifest.signature().size();
            if (added != 4) {
                throw new ModelRefusedException(
                        "PACKAGE_MALFORMED", "the test predictions have other columns than the signature");
            }
            // Written last, in this order: row, label, prediction, score.
            var label = columns.get(columns.size() - 3).name();
            var score = columns.get(columns.size() - 1).name();
            var values = session.readColumns("SELECT CAST(%s AS VARCHAR), CAST(%s AS DOUBLE) FROM data"
                    .formatted(Sql.identifier(label), Sql.identifier(score)));
            return metrics(manifest, values.get(0), values.get(1));
        }
    }

    private static Map<String, Double> metrics(ModelPackage manifest, ColumnData labels, ColumnData scores) {
        var texts = labels.strings();
        var numbers = scores.doubles();
        var positives = new boolean[texts.length];
        for (int row = 0; row < positives.length; row++) {
            int index = manifest.classes().indexOf(texts[row]);
            if (index < 0 || Double.isNaN(numbers[row])) {
                throw new ModelRefusedException(
                        "PACKAGE_MALFORMED", "test prediction " + row + " has no label of the classes or no score");
            }
            positives[row] = index == 1;
        }
        return TwoClassMetrics.of(positives, numbers, manifest.threshold());
    }
}
