package dev.millrace.local.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
     * counted half.
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
        var byScore = new TreeMap<Double, long[]>();
        labels.forEach(label -> byScore.computeIfAbsent(label.score(), key -> new long[2])[label.positive() ? 1 : 0]++);
        double ordered = 0;
        long below = 0;
        for (var here : byScore.values()) {
            ordered += here[1] * (below + here[0] / 2.0);
            below += here[0];
        }
        return ordered / ((double) positives * (labels.size() - positives));
    }
}
