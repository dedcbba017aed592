package dev.millrace.models;

import dev.millrace.pipelines.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a package's table of test predictions is read: behind the columns of the signature come the row's number, its label, the
 * prediction, and then the scores, one a class, or of two classes that of the second, or the number.
 *
 * @param row column with the number of the row among all that were learned from
 * @param label column with the class's name, or the number
 * @param scores columns with the scores
 */
public record TestTable(Outputs outputs, String row, String label, List<String> scores) {

    /** Behind the signature, in this order: row, label, prediction. */
    private static final int BEFORE_SCORES = 3;

    public TestTable {
        scores = List.copyOf(scores);
    }

    /**
     * @param columns of the table, in their order
     * @throws ModelRefusedException where they are others than the package's
     */
    public static TestTable of(ModelPackage manifest, List<String> columns) {
        var outputs = manifest.outputs();
        int first = manifest.signature().size();
        int stored = outputs.task() == Task.BINARY ? 1 : outputs.width();
        if (columns.size() != first + BEFORE_SCORES + stored) {
            throw new ModelRefusedException(
                    "PACKAGE_MALFORMED", "the test predictions have other columns than the signature");
        }
        return new TestTable(
                outputs,
                columns.get(first),
                columns.get(first + 1),
                columns.subList(first + BEFORE_SCORES, columns.size()));
    }

    /**
     * The truths of rows: places of classes, or numbers.
     *
     * @throws ModelRefusedException where a label is none of the classes, or no number
     */
    public double[] truths(@Nullable String[] labels) {
        var truths = new double[labels.length];
        for (int row = 0; row < truths.length; row++) {
            truths[row] = truth(labels[row]);
            if (Double.isNaN(truths[row]) || (outputs.task().isClassification() && truths[row] < 0)) {
                throw new ModelRefusedException(
                        "PACKAGE_MALFORMED", "test prediction " + row + " has no label of the classes or no number");
            }
        }
        return truths;
    }

    private double truth(@Nullable String label) {
        if (label == null || outputs.task().isClassification()) {
            return outputs.classes().indexOf(label);
        }
        try {
            return Double.parseDouble(label);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /**
     * Row by row, as a model gives them; of two classes the first has what the second leaves.
     *
     * @param stored the numbers of each column of scores
     * @throws ModelRefusedException where one is missing
     */
    public float[] scores(List<double[]> stored) {
        int width = outputs.width();
        int rows = stored.getFirst().length;
        var numbers = new float[rows * width];
        for (int place = 0; place < stored.size(); place++) {
            int column = place + width - stored.size();
            for (int row = 0; row < rows; row++) {
                var score = stored.get(place)[row];
                if (Double.isNaN(score)) {
                    throw new ModelRefusedException("PACKAGE_MALFORMED", "test prediction " + row + " has no score");
                }
                numbers[row * width + column] = (float) score;
                if (outputs.task() == Task.BINARY) {
                    numbers[row * width] = 1 - (float) score;
                }
            }
        }
        return numbers;
    }
}
