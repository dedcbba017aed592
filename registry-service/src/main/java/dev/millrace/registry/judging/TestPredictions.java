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
import org.jspecify.annotations.Nullable;

/** What a version answered on its test rows, as its package has it. */
public final class TestPredictions {

    /** Written last, in this order: row, label, prediction, and then the scores. */
    private static final int BEFORE_SCORES = 3;

    private final Outputs outputs;
    private final double[] truths;
    private final float[] scores;

    private TestPredictions(Outputs outputs, double[] truths, float[] scores) {
        this.outputs = outputs;
        this.truths = truths;
        this.scores = scores;
    }

    public Outputs outputs() {
        return outputs;
    }

    public int rows() {
        return truths.length;
    }

    public Map<String, Double> metrics() {
        return outputs.metrics(truths, scores);
    }

    /** A list for each true class: how many of its rows were taken for each class. */
    public List<List<Long>> confusion() {
        return outputs.confusion(truths, scores);
    }

    /** Of two classes, whether a row is of the second. */
    public boolean isPositive(int row) {
        return truths[row] == 1;
    }

    /** Of two classes, the score of the second. */
    public float positiveScore(int row) {
        return scores[row * outputs.width() + 1];
    }

    /** @throws ModelRefusedException where the package's predictions do not fit the package */
    public static TestPredictions read(Datasets datasets, ModelPackage manifest) {
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
            return new TestPredictions(
                    outputs, truths, scores(outputs, values.subList(1, values.size()), truths.length));
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
