package dev.millrace.training.learn.judge;

import dev.millrace.models.TwoClassMetrics;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.Labels;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * The metrics of two classes as scikit-learn defines them; those that have no value for the rows, such as the AUC of one
 * class, are left out.
 */
public final class BinaryMetrics {

    /** All of them, whether they have a value for some rows or not. */
    public static final Set<String> NAMES = TwoClassMetrics.NAMES;

    private BinaryMetrics() {}

    /**
     * The metrics by name.
     *
     * @param scores of the second class, a row each
     * @throws UnlearnableException when a score is not a number, because it has no place in any order
     */
    public static Map<String, Double> of(Labels labels, double[] scores, double threshold) {
        if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
            throw new UnlearnableException("SCORE_NOT_A_NUMBER", "the model's score of a row is not a number");
        }
        var positives = new boolean[labels.size()];
        for (int row = 0; row < positives.length; row++) {
            positives[row] = labels.positive(row);
        }
        return TwoClassMetrics.of(positives, scores, threshold);
    }
}
