package dev.millrace.monitoring.estimate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Two classes: with the calibrated probability of the second each row counts in part as a true and in part as a false answer, which
 * gives an expected confusion matrix. For the area under the curve the same is added up in bins of the score.
 */
final class TwoClasses implements Estimator {

    /** Quantiles of the test rows' scores, so that rare classes have bins enough, and bins of equal width, for scores beyond them. */
    private static final int BINS = 256;

    private static final int ROWS = 0;
    private static final int TAKEN = 1;
    private static final int FOUND = 2;
    private static final int POSITIVE = 3;
    private static final int BEFORE_BINS = 4;

    private final double threshold;
    private final Calibration calibration;
    private final float[] edges;

    private TwoClasses(double threshold, Calibration calibration, float[] edges) {
        this.threshold = threshold;
        this.calibration = calibration;
        this.edges = edges;
    }

    static TwoClasses of(TestAnswers test, Calibration calibration) {
        var scores = test.scores(1);
        Arrays.sort(scores);
        var edges = new TreeSet<Float>();
        for (int bin = 1; bin < BINS; bin++) {
            edges.add((float) bin / BINS);
            edges.add(scores[(int) ((long) bin * scores.length / BINS)]);
        }
        var sorted = new float[edges.size()];
        int count = 0;
        for (float edge : edges) {
            sorted[count++] = edge;
        }
        return new TwoClasses(test.outputs().threshold(), calibration, sorted);
    }

    private int bins() {
        return edges.length + 1;
    }

    @Override
    public int cells() {
        return BEFORE_BINS + 2 * bins();
    }

    @Override
    public void add(float[] answer, long[] sums) {
        long positive = Math.round(calibration.at(answer[0]) * UNIT);
        sums[ROWS]++;
        sums[POSITIVE] += positive;
        if (answer[0] >= threshold) {
            sums[TAKEN]++;
            sums[FOUND] += positive;
        }
        int found = Arrays.binarySearch(edges, answer[0]);
        int bin = found >= 0 ? found + 1 : -found - 1;
        sums[BEFORE_BINS + bin]++;
        sums[BEFORE_BINS + bins() + bin] += positive;
    }

    @Override
    public Map<String, Double> metrics(long[] sums) {
        double rows = sums[ROWS];
        double taken = sums[TAKEN];
        double positive = sums[POSITIVE] / UNIT;
        double found = sums[FOUND] / UNIT;
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("auc", auc(sums));
        metrics.put("accuracy", (found + (rows - taken) - (positive - found)) / rows);
        metrics.put("precision", taken == 0 ? 0 : found / taken);
        metrics.put("recall", positive == 0 ? 0 : found / positive);
        metrics.put("f1", taken + positive == 0 ? 0 : 2 * found / (taken + positive));
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }

    /** From the lowest bin up: which expected pairs are ordered right, those of one bin counted half. */
    private double auc(long[] sums) {
        double ordered = 0;
        double below = 0;
        double above = 0;
        for (int bin = 0; bin < bins(); bin++) {
            double positives = sums[BEFORE_BINS + bins() + bin] / UNIT;
            double negatives = sums[BEFORE_BINS + bin] - positives;
            ordered += positives * (below + negatives / 2);
            below += negatives;
            above += positives;
        }
        return ordered / (below * above);
    }
}
