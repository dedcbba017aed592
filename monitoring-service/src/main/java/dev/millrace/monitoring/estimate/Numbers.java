package dev.millrace.monitoring.estimate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers: the mean absolute and the mean squared error of the test rows in quantile bins of the predicted number (Tukey's regressogram),
 * taken for the errors of the rows that fall into each bin.
 */
final class Numbers implements Estimator {

    private static final int MOST_BINS = 20;
    private static final int ROWS_OF_A_BIN = 25;

    private final float[] edges;
    private final double[] absolute;
    private final double[] squared;

    private Numbers(float[] edges, double[] absolute, double[] squared) {
        this.edges = edges;
        this.absolute = absolute;
        this.squared = squared;
    }

    static Numbers of(TestAnswers test) {
        var predicted = test.scores(0);
        var edges = edges(predicted.clone());
        var rows = new long[edges.length + 1];
        var absolute = new double[rows.length];
        var squared = new double[rows.length];
        for (int row = 0; row < predicted.length; row++) {
            int bin = bin(edges, predicted[row]);
            double error = test.truth(row) - predicted[row];
            rows[bin]++;
            absolute[bin] += Math.abs(error);
            squared[bin] += error * error;
        }
        for (int bin = 0; bin < rows.length; bin++) {
            absolute[bin] /= rows[bin];
            squared[bin] /= rows[bin];
        }
        return new Numbers(edges, absolute, squared);
    }

    /** Between bins that have rows each; a number on an edge belongs to the bin above it. */
    private static float[] edges(float[] sorted) {
        Arrays.sort(sorted);
        int bins = Math.clamp(sorted.length / ROWS_OF_A_BIN, 1, MOST_BINS);
        var edges = new float[bins - 1];
        int count = 0;
        float before = sorted[0];
        for (int bin = 1; bin < bins; bin++) {
            float edge = sorted[(int) ((long) bin * sorted.length / bins)];
            if (edge > before) {
                edges[count++] = edge;
                before = edge;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    private static int bin(float[] edges, float number) {
        int found = Arrays.binarySearch(edges, number);
        return found >= 0 ? found + 1 : -found - 1;
    }

    @Override
    public int cells() {
        return 2 + edges.length;
    }

    @Override
    public void add(float[] answer, long[] sums) {
        sums[0]++;
        sums[1 + bin(edges, answer[0])]++;
    }

    @Override
    public Map<String, Double> metrics(long[] sums) {
        double absolutes = 0;
        double squares = 0;
        for (int bin = 0; bin < absolute.length; bin++) {
            absolutes += sums[1 + bin] * absolute[bin];
            squares += sums[1 + bin] * squared[bin];
        }
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("rmse", Math.sqrt(squares / sums[0]));
        metrics.put("mae", absolutes / sums[0]);
        return metrics;
    }
}
