package dev.millrace.monitoring.feedback;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums from which the metrics of labelled predictions follow. Scores of two classes are counted in {@value #BINS} bins a
 * class, which makes the area under the curve computable at any time, to about half a percent of it.
 */
public record Tally(
        long labels,
        long right,
        double logLoss,
        double squared,
        double absolute,
        List<Long> negatives,
        List<Long> positives) {

    static final Tally EMPTY = new Tally(0, 0, 0, 0, 0, List.of(), List.of());

    private static final int BINS = 200;
    private static final double LEAST = 1e-15;

    public Tally {
        negatives = List.copyOf(negatives);
        positives = List.copyOf(positives);
    }

    /** After one more label; the same where the label is none of the classes, or no number. */
    Tally plus(Answer answer, List<String> classes, String label) {
        return classes.isEmpty() ? plusNumber(answer, label) : plusClass(answer, classes.indexOf(label), label);
    }

    private Tally plusNumber(Answer answer, String label) {
        try {
            double error = Double.parseDouble(label) - answer.scores().getFirst();
            return Double.isFinite(error)
                    ? new Tally(
                            labels + 1,
                            right,
                            logLoss,
                            squared + error * error,
                            absolute + Math.abs(error),
                            negatives,
                            positives)
                    : this;
        } catch (NumberFormatException notANumber) {
            return this;
        }
    }

    private Tally plusClass(Answer answer, int truth, String label) {
        if (truth < 0 || truth >= answer.scores().size()) {
            return this;
        }
        boolean two = answer.scores().size() == 2;
        double score = answer.scores().getLast();
        return new Tally(
                labels + 1,
                right + (answer.prediction().equals(label) ? 1 : 0),
                logLoss - Math.log(Math.clamp(answer.scores().get(truth), LEAST, 1)),
                squared,
                absolute,
                two && truth == 0 ? counted(negatives, score) : negatives,
                two && truth == 1 ? counted(positives, score) : positives);
    }

    private static List<Long> counted(List<Long> bins, double score) {
        List<Long> counted = new ArrayList<>(bins.isEmpty() ? Collections.nCopies(BINS, 0L) : bins);
        int bin = Math.clamp((int) (score * BINS), 0, BINS - 1);
        counted.set(bin, counted.get(bin) + 1);
        return counted;
    }

    /** By the names that training uses. */
    Map<String, Double> metrics(boolean regression) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (labels == 0) {
            return metrics;
        }
        if (regression) {
            metrics.put("rmse", Math.sqrt(squared / labels));
            metrics.put("mae", absolute / labels);
            return metrics;
        }
        if (!negatives.isEmpty() && !positives.isEmpty()) {
            metrics.put("auc", auc());
        }
        metrics.put("accuracy", (double) right / labels);
        metrics.put("log-loss", logLoss / labels);
        return metrics;
    }

    /** Pairs that are ordered right, ties counted half. */
    private double auc() {
        double ordered = 0;
        double below = 0;
        for (int bin = 0; bin < BINS; bin++) {
            ordered += positives.get(bin) * (below + negatives.get(bin) / 2.0);
            below += negatives.get(bin);
        }
        return ordered / (below * positiveCount());
    }

    private long positiveCount() {
        return positives.stream().mapToLong(Long::longValue).sum();
    }

    /** How far the metric may be off by chance alone, one standard error: Hanley and McNeil's for the area. */
    double standardError(String metric, double value) {
        if (!metric.equals("auc")) {
            return Math.sqrt(value * (1 - value) / labels);
        }
        double n1 = positiveCount();
        double n2 = labels - n1;
        double q1 = value / (2 - value);
        double q2 = 2 * value * value / (1 + value);
        double variance = value * (1 - value) + (n1 - 1) * (q1 - value * value) + (n2 - 1) * (q2 - value * value);
        return Math.sqrt(variance / (n1 * n2));
    }
}
