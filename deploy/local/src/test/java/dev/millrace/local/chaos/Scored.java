package dev.millrace.local.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A prediction of one of two classes with its label.
 *
 * @param observedAt microseconds since 1970
 * @param right whether the predicted class is the true one
 * @param positive whether the true class is the second one
 * @param score of the second class
 * @param ofTruth score of the true class
 */
record Scored(long observedAt, boolean right, boolean positive, double score, double ofTruth) {

    private static final int BINS = 200;
    private static final double LEAST = 1e-15;

    static Scored of(ModelLog.Told label, ModelLog.Answer answer) {
        int truth = answer.classes().indexOf(label.label());
        return new Scored(
                label.observedAt(),
                label.label().equals(answer.predicted()),
                truth == 1,
                answer.scores().get(1),
                answer.scores().get(truth));
    }

    double logLoss() {
        return -Math.log(Math.max(ofTruth, LEAST));
    }

    /**
     * The metrics that monitoring tells, by its names: the area under the curve is the share of pairs that are ordered right, ties
     * counted half, of scores that are told apart in {@value #BINS} equal bins.
     */
    static Map<String, Double> metrics(List<Scored> labels) {
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("accuracy", (double) labels.stream().filter(Scored::right).count() / labels.size());
        metrics.put("log-loss", labels.stream().mapToDouble(Scored::logLoss).sum() / labels.size());
        long positives = labels.stream().filter(Scored::positive).count();
        if (positives > 0 && positives < labels.size()) {
            metrics.put("auc", auc(labels, positives));
        }
        return metrics;
    }

    private static double auc(List<Scored> labels, long positives) {
        var negativesIn = new long[BINS];
        labels.stream().filter(label -> !label.positive()).forEach(label -> negativesIn[label.bin()]++);
        var below = new long[BINS + 1];
        for (int bin = 0; bin < BINS; bin++) {
            below[bin + 1] = below[bin] + negativesIn[bin];
        }
        double ordered = labels.stream()
                .filter(Scored::positive)
                .mapToDouble(label -> below[label.bin()] + negativesIn[label.bin()] / 2.0)
                .sum();
        return ordered / ((double) positives * (labels.size() - positives));
    }

    private int bin() {
        return Math.clamp((int) (score * BINS), 0, BINS - 1);
    }
}
