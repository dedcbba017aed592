package dev.millrace.training.learn.judge;

import dev.millrace.pipelines.Metric;
import dev.millrace.training.learn.rows.Labels;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Whether a model is better than another one on the same rows, and not by chance: rows are drawn with replacement again and again, and it
 * must be better in nearly all of the draws (the paired bootstrap of Efron and Tibshirani, 1993). Always alike for the same rows.
 */
final class PairedComparison {

    private static final int DRAWS = 200;
    private static final int MOST_ROWS = 5_000;
    private static final double CERTAIN = 0.95;

    private PairedComparison() {}

    /** A model's scores of the rows. */
    static final class Side {

        private final Labels labels;
        private final float[] scores;

        /** @param labels with places among this model's classes */
        Side(Labels labels, float[] scores) {
            this.labels = labels;
            this.scores = scores;
        }

        private double metric(String name, int[] rows) {
            int width = labels.outputs().width();
            float[] drawn = new float[rows.length * width];
            for (int row = 0; row < rows.length; row++) {
                System.arraycopy(scores, rows[row] * width, drawn, row * width, width);
            }
            return RowMetrics.of(labels.select(rows), drawn).getOrDefault(name, Double.NaN);
        }
    }

    static boolean isBetter(Side model, Side rival, String metric) {
        var known = Metric.of(metric);
        int rows = model.labels.size();
        var random = new SplittableRandom(rows);
        int better = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] drawn = random.ints(Math.min(rows, MOST_ROWS), 0, rows).toArray();
            Arrays.sort(drawn);
            double value = model.metric(metric, drawn);
            double other = rival.metric(metric, drawn);
            better += known.filter(each -> each.drop(value, other) < 0).isPresent() ? 1 : 0;
        }
        return better >= CERTAIN * DRAWS;
    }
}
