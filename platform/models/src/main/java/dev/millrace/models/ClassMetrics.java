package dev.millrace.models;

import java.util.Map;

/** The metrics of several classes. */
final class ClassMetrics {

    private ClassMetrics() {}

    static Map<String, Double> of(double[] truths, float[] scores, Outputs outputs) {
        var counts = new ClassCounts(truths, scores, outputs);
        var metrics = counts.metrics();
        if (truths.length > 0) {
            metrics.put("log-loss", logLoss(truths, scores, outputs.width()));
            double auc = oneAgainstRest(truths, scores, counts, outputs.width());
            if (!Double.isNaN(auc)) {
                metrics.put("auc", auc);
            }
        }
        return metrics;
    }

    private static double logLoss(double[] truths, float[] scores, int width) {
        double sum = 0;
        for (int row = 0; row < truths.length; row++) {
            double score = scores[row * width + (int) truths[row]];
            sum -= Math.log(Math.clamp(score, TwoClassMetrics.EPSILON, 1 - TwoClassMetrics.EPSILON));
        }
        return sum / truths.length;
    }

    /** The mean of each class's area under the curve against all others; NaN where no class can have one. */
    private static double oneAgainstRest(double[] truths, float[] scores, ClassCounts counts, int width) {
        double sum = 0;
        int ranked = 0;
        for (int place = 0; place < width; place++) {
            int rows = (int) counts.rows(place);
            if (rows > 0 && rows < truths.length) {
                boolean[] of = new boolean[truths.length];
                double[] score = new double[truths.length];
                for (int row = 0; row < of.length; row++) {
                    of[row] = truths[row] == place;
                    score[row] = scores[row * width + place];
                }
                sum += Ranking.of(of, rows, score).auc();
                ranked++;
            }
        }
        return ranked == 0 ? Double.NaN : sum / ranked;
    }
}
