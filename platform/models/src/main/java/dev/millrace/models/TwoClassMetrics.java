package dev.millrace.models;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The metrics of two classes as scikit-learn defines them; those that have no value for the rows, such as the AUC of one
 * class, are left out.
 */
public final class TwoClassMetrics {

    /** All of them, whether they have a value for some rows or not. */
    public static final Set<String> NAMES =
            Set.of("auc", "pr-auc", "log-loss", "brier", "accuracy", "precision", "recall", "f1");

    /** Probabilities this near to 0 or 1 count as being this near, so that one sure mistake stays finite. */
    private static final double EPSILON = Math.ulp(1.0);

    private TwoClassMetrics() {}

    /**
     * The metrics by name.
     *
     * @param positives whether a row is of the second class
     * @param scores of the second class, a row each
     * @throws IllegalArgumentException when a score is not a number, because it has no place in any order
     */
    public static Map<String, Double> of(boolean[] positives, double[] scores, double threshold) {
        if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("the score of a row is not a number");
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        int found = count(positives);
        if (found > 0 && found < positives.length) {
            var ranking = Ranking.of(positives, found, scores);
            metrics.put("auc", ranking.auc());
            metrics.put("pr-auc", ranking.averagePrecision());
        }
        if (positives.length > 0) {
            metrics.put("log-loss", logLoss(positives, scores));
            metrics.put("brier", brier(positives, scores));
            decisions(positives, found, scores, threshold, metrics);
        }
        return metrics;
    }

    private static int count(boolean[] positives) {
        int count = 0;
        for (boolean positive : positives) {
            count += positive ? 1 : 0;
        }
        return count;
    }

    private static double logLoss(boolean[] positives, double[] scores) {
        double sum = 0;
        for (int row = 0; row < scores.length; row++) {
            double score = positives[row] ? scores[row] : 1 - scores[row];
            sum -= Math.log(Math.clamp(score, EPSILON, 1 - EPSILON));
        }
        return sum / scores.length;
    }

    private static double brier(boolean[] positives, double[] scores) {
        double sum = 0;
        for (int row = 0; row < scores.length; row++) {
            double error = scores[row] - (positives[row] ? 1 : 0);
            sum += error * error;
        }
        return sum / scores.length;
    }

    private static void decisions(
            boolean[] positives, int positiveRows, double[] scores, double threshold, Map<String, Double> metrics) {
        int right = 0;
        int found = 0;
        int claimed = 0;
        for (int row = 0; row < scores.length; row++) {
            boolean positive = scores[row] >= threshold;
            claimed += positive ? 1 : 0;
            found += positive && positives[row] ? 1 : 0;
            right += positive == positives[row] ? 1 : 0;
        }
        metrics.put("accuracy", (double) right / scores.length);
        metrics.put("precision", claimed == 0 ? 0 : (double) found / claimed);
        metrics.put("recall", positiveRows == 0 ? 0 : (double) found / positiveRows);
        int either = claimed + positiveRows;
        metrics.put("f1", either == 0 ? 0 : 2.0 * found / either);
    }
}
