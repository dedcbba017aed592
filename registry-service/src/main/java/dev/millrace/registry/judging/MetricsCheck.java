package dev.millrace.registry.judging;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.ColumnData;
import dev.millrace.datasets.Datasets;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelRefusedException;
import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes the test metrics anew from the predictions in the package, because a trainer may claim any figure. What cannot be
 * computed here counts as claimed wrongly.
 */
public class MetricsCheck {

    /** Written last, in this order: row, label, prediction, and then the scores. */
    private static final int BEFORE_SCORES = 3;

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
        var outputs = manifest.outputs();
        int stored = outputs.task() == Task.BINARY ? 1 : outputs.width();
        try (var session = datasets.open(List.of(new Digest(manifest.testPredictions())))) {
            var columns = session.columns();
            int first = manifest.signature().size();
            if (columns.size() != first + BEFORE_SCORES + stored) {
                throw new ModelRefusedException(
                        "PACKAGE_MALFORMED", "the test predictions have other columns than the signature");
            }
            var wanted = new ArrayList<String>();
            wanted.add("CAST(%s AS VARCHAR)"
                    .formatted(session.identifier(columns.get(first + 1).name())));
            columns.subList(first + BEFORE_SCORES, columns.size())
                    .forEach(column -> wanted.add("CAST(%s AS DOUBLE)".formatted(session.identifier(column.name()))));
            var values = session.readColumns("SELECT %s FROM data".formatted(String.join(", ", wanted)));
            var truths = truths(outputs, values.getFirst());
            return outputs.metrics(truths, scores(outputs, values.subList(1, values.size()), truths.length));
        }
    }

    private static double[] truths(Outputs outputs, ColumnData labels) {
        var texts = labels.strings();
        var truths = new double[texts.length];
        for (int row = 0; row < truths.length; row++) {
            truths[row] = truth(outputs, texts[row]);
            if (Double.isNaN(truths[row]) || (outputs.task().isClassification() && truths[row] < 0)) {
                throw new ModelRefusedException(
                        "PACKAGE_MALFORMED", "test prediction " + row + " has no label of the classes or no number");
            }
        }
        return truths;
    }

    private static double truth(Outputs outputs, @Nullable String label) {
        if (label == null || outputs.task().isClassification()) {
            return outputs.classes().indexOf(label);
        }
        try {
            return Double.parseDouble(label);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /** Row by row, as a model gives them; of two classes the first has what the second leaves. */
    private static float[] scores(Outputs outputs, List<ColumnData> stored, int rows) {
        int width = outputs.width();
        var scores = new float[rows * width];
        for (int place = 0; place < stored.size(); place++) {
            var numbers = stored.get(place).doubles();
            int column = place + width - stored.size();
            for (int row = 0; row < rows; row++) {
                if (Double.isNaN(numbers[row])) {
                    throw new ModelRefusedException("PACKAGE_MALFORMED", "test prediction " + row + " has no score");
                }
                scores[row * width + column] = (float) numbers[row];
                if (outputs.task() == Task.BINARY) {
                    scores[row * width] = 1 - (float) numbers[row];
                }
            }
        }
        return scores;
    }
}
