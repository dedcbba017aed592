package dev.millrace.models;

import java.util.Map;

/** The metrics of two classes; those that need rows of both, such as the area under the curve, may be missing. */
final class TwoClassMetrics {

    /** Probabilities this near to 0 or 1 count as being this near, so that one sure mistake stays finite. */
    static final double EPSILON = Math.ulp(1.0);

    private TwoClassMetrics() {}

    static Map<String, Double> of(double[] truths, float[] scores, Outputs outputs) {
        var counts = new ClassCounts(truths, scores, outputs);
        var metrics = counts.metrics();
        double[] second = new double[truths.length];
        boolean[] positives = new boolean[truths.length];
        for (int row = 0; row < second.length; row++) {
            second[row] = scores[2 * row + 1];
            positives[row] = truths[row] == 1;
        }
        int found = (int) counts.rows(1);
        if (found > 0 && found < positives.length) {
            var ranking = Ranking.of(positives, found, second);
            metrics.put("auc", ranking.auc());
            metrics.put("pr-auc", ranking.averagePrecision());
        }
        if (positives.length > 0) {
            metrics.put("log-loss", logLoss(positives, second));
            metrics.put("brier", brier(positives, second));
            metrics.put("precision", counts.precision(1));
            metrics.put("recall", counts.recall(1));
            metrics.put("f1", counts.f1(1));
        }
        return metrics;
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
}
