package dev.millrace.training.learn.judge;

import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.rows.Labels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The metrics of two classes as scikit-learn defines them; those that have no value for the rows, such as the AUC of one
 * class, are left out.
 */
public final class BinaryMetrics {

    /** All of them, whether they have a value for some rows or not. */
    public static final Set<String> NAMES =
            Set.of("auc", "pr-auc", "log-loss", "brier", "accuracy", "precision", "recall", "f1");

    /** Probabilities this near to 0 or 1 count as being this near, so that one sure mistake stays finite. */
    private static final double EPSILON = Math.ulp(1.0);

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
        Map<String, Double> metrics = new LinkedHashMap<>();
        int positives = labels.positives();
        if (positives > 0 && positives < labels.size()) {
            Ranking ranking = Ranking.of(labels, scores);
            metrics.put("auc", ranking.auc());
            metrics.put("pr-auc", ranking.averagePrecision());
        }
        if (labels.size() > 0) {
            metrics.put("log-loss", logLoss(labels, scores));
            metrics.put("brier", brier(labels, scores));
            decisions(labels, scores, threshold, metrics);
        }
        return metrics;
    }

    private static double logLoss(Labels labels, double[] scores) {
        double sum = 0;
        for (int row = 0; row < scores.length; row++) {
            double score = labels.positive(row) ? scores[row] : 1 - scores[row];
            sum -= Math.log(Math.clamp(score, EPSILON, 1 - EPSILON));
        }
        return sum / scores.length;
    }

    private static double brier(Labels labels, double[] scores) {
        double sum = 0;
        for (int row = 0; row < scores.length; row++) {
            double error = scores[row] - (labels.positive(row) ? 1 : 0);
            sum += error * error;
        }
        return sum / scores.length;
    }

    private static void decisions(Labels labels, double[] scores, double threshold, Map<String, Double> metrics) {
        int right = 0;
        int found = 0;
        int claimed = 0;
        for (int row = 0; row < scores.length; row++) {
            boolean positive = scores[row] >= threshold;
            claimed += positive ? 1 : 0;
            found += positive && labels.positive(row) ? 1 : 0;
            right += positive == labels.positive(row) ? 1 : 0;
        }
        metrics.put("accuracy", (double) right / scores.length);
        metrics.put("precision", claimed == 0 ? 0 : (double) found / claimed);
        metrics.put("recall", labels.positives() == 0 ? 0 : (double) found / labels.positives());
        int either = claimed + labels.positives();
        metrics.put("f1", either == 0 ? 0 : 2.0 * found / either);
    }
}
