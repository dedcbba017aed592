package dev.millrace.models;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The metrics of predicted numbers. */
final class NumberMetrics {

    private NumberMetrics() {}

    static Map<String, Double> of(double[] truths, float[] predictions) {
        var metrics = new LinkedHashMap<String, Double>();
        if (truths.length == 0) {
            return metrics;
        }
        double[] errors = new double[truths.length];
        Arrays.setAll(errors, row -> Math.abs(truths[row] - predictions[row]));
        double squares = Arrays.stream(errors).map(error -> error * error).sum();
        metrics.put("rmse", Math.sqrt(squares / errors.length));
        metrics.put("mae", Arrays.stream(errors).average().orElse(0));
        metrics.put("median-error", median(errors));
        metrics.put("mape", mape(truths, errors));
        if (truths.length > 1) {
            metrics.put("r2", r2(truths, squares));
        }
        return metrics;
    }

    private static double median(double[] errors) {
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double mape(double[] truths, double[] errors) {
        double sum = 0;
        for (int row = 0; row < errors.length; row++) {
            sum += errors[row] / Math.max(Math.abs(truths[row]), Math.ulp(1.0));
        }
        return sum / errors.length;
    }

    /** Where every truth is the same, a perfect answer explains everything and any other explains nothing. */
    private static double r2(double[] truths, double squares) {
        double mean = Arrays.stream(truths).average().orElse(0);
        double spread = Arrays.stream(truths)
                .map(truth -> (truth - mean) * (truth - mean))
                .sum();
        if (spread == 0) {
            return squares == 0 ? 1 : 0;
        }
        return 1 - squares / spread;
    }
}
