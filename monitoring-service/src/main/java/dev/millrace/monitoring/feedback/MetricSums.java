package dev.millrace.monitoring.feedback;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sums from which the metrics of labelled predictions follow. Scores of two classes are counted in {@value #BINS} bins a
 * class, which makes the area under the curve computable at any time, to about half a percent of it.
 */
public record MetricSums(
        long labels,
        long right,
        double logLoss,
        double squared,
        double absolute,
        List<Long> negatives,
        List<Long> positives) {

    static final MetricSums EMPTY = new MetricSums(0, 0, 0, 0, 0, List.of(), List.of());

    private static final int BINS = 200;
    private static final double LEAST = 1e-15;

    public MetricSums {
        negatives = List.copyOf(negatives);
        positives = List.copyOf(positives);
    }

    /** Whether a label says anything about its prediction: it must be one of the classes, or a number. */
    static boolean counts(ScoredLabel scored) {
        if (!scored.classes().isEmpty()) {
            int truth = scored.classes().indexOf(scored.label());
            return truth >= 0 && truth < scored.scores().size();
        }
        return Double.isFinite(error(scored));
    }

    private static double error(ScoredLabel scored) {
        try {
            return Double.parseDouble(scored.label()) - scored.scores().getFirst();
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /** After one more label that {@linkplain #counts counts}. */
    MetricSums plus(ScoredLabel scored) {
        return scored.classes().isEmpty()
                ? plusNumber(error(scored))
                : plusClass(scored, scored.classes().indexOf(scored.label()));
    }

    private MetricSums plusNumber(double error) {
        return new MetricSums(
                labels + 1, right, logLoss, squared + error * error, absolute + Math.abs(error), negatives, positives);
    }

    private MetricSums plusClass(ScoredLabel scored, int truth) {
        boolean two = scored.scores().size() == 2;
        double score = scored.scores().getLast();
        return new MetricSums(
                labels + 1,
                right + (scored.predicted().equals(scored.label()) ? 1 : 0),
                logLoss - Math.log(Math.clamp(scored.scores().get(truth), LEAST, 1)),
                squared,
                absolute,
                two && truth == 0 ? counted(negatives, score) : negatives,
                two && truth == 1 ? counted(positives, score) : positives);
    }

    /** Of these labels and others. */
    MetricSums plus(MetricSums more) {
        return new MetricSums(
                labels + more.labels,
                right + more.right,
                logLoss + more.logLoss,
                squared + more.squared,
                absolute + more.absolute,
                sum(negatives, more.negatives),
                sum(positives, more.positives));
    }

    private static List<Long> sum(List<Long> some, List<Long> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() ? others : some;
        }
        return IntStream.range(0, some.size())
                .mapToObj(bin -> some.get(bin) + others.get(bin))
                .toList();
    }

    private static List<Long> counted(List<Long> bins, double score) {
        var counted = new ArrayList<Long>(bins.isEmpty() ? Collections.nCopies(BINS, 0L) : bins);
        int bin = Math.clamp((int) (score * BINS), 0, BINS - 1);
        counted.set(bin, counted.get(bin) + 1);
        return counted;
    }

    /** By the names that training uses. */
    Map<String, Double> metrics(boolean regression) {
        var metrics = new LinkedHashMap<String, Double>();
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
