package dev.millrace.registry.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The curves of a model that tells two classes apart, as scikit-learn defines them: {@code roc_curve},
 * {@code precision_recall_curve} and {@code calibration_curve} with uniform bins. Of long curves so many points are kept as a plot can show.
 * Pure.
 */
final class Curves {

    static final int MOST_POINTS = 200;
    private static final int BINS = 10;

    /** After each distinct score, from the highest: how many rows of the second class and of the first have at least that. */
    private final float[] thresholds;

    private final long[] positives;
    private final long[] negatives;

    private Curves(float[] thresholds, long[] positives, long[] negatives) {
        this.thresholds = thresholds;
        this.positives = positives;
        this.negatives = negatives;
    }

    /** @param scores of the second class */
    static Curves of(boolean[] truths, float[] scores) {
        var order = new long[scores.length];
        for (int row = 0; row < order.length; row++) {
            // The score in the high bits, so that the numbers sort by it, and whether the row is of the second class.
            order[row] = ((long) sortable(scores[row]) << 1) | (truths[row] ? 1 : 0);
        }
        Arrays.sort(order);
        var thresholds = new float[order.length];
        var positives = new long[order.length];
        var negatives = new long[order.length];
        int points = 0;
        long above = 0;
        for (int place = order.length - 1; place >= 0; place--) {
            above += order[place] & 1;
            boolean last = place == 0 || order[place - 1] >> 1 != order[place] >> 1;
            if (last) {
                thresholds[points] = unsortable((int) (order[place] >> 1));
                positives[points] = above;
                negatives[points] = order.length - place - above;
                points++;
            }
        }
        return new Curves(
                Arrays.copyOf(thresholds, points), Arrays.copyOf(positives, points), Arrays.copyOf(negatives, points));
    }

    /** Bits that sort as the numbers do. */
    private static int sortable(float score) {
        int bits = Float.floatToIntBits(score);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }

    private static float unsortable(int bits) {
        return Float.intBitsToFloat(bits < 0 ? bits ^ Integer.MAX_VALUE : bits);
    }

    private long allPositives() {
        return positives.length == 0 ? 0 : positives[positives.length - 1];
    }

    private long allNegatives() {
        return negatives.length == 0 ? 0 : negatives[negatives.length - 1];
    }

    /** Empty where one of the classes has no rows, because no share of none is known. */
    List<Evaluation.RocPoint> roc() {
        if (allPositives() == 0 || allNegatives() == 0) {
            return List.of();
        }
        var points = new ArrayList<Evaluation.RocPoint>();
        points.add(new Evaluation.RocPoint(null, 0, 0));
        for (int point : thinned(corners())) {
            points.add(new Evaluation.RocPoint(
                    (double) thresholds[point],
                    (double) negatives[point] / allNegatives(),
                    (double) positives[point] / allPositives()));
        }
        return points;
    }

    /** Points at which the curve turns: those on a straight line between two others add nothing to the picture. */
    private int[] corners() {
        int last = thresholds.length - 1;
        return IntStream.rangeClosed(0, last)
                .filter(point -> point == 0 || point == last || turns(point))
                .toArray();
    }

    private boolean turns(int point) {
        return positives[point + 1] - positives[point] != positives[point] - positives[point - 1]
                || negatives[point + 1] - negatives[point] != negatives[point] - negatives[point - 1];
    }

    /** From the highest threshold; empty where no row is of the second class. */
    List<Evaluation.PrecisionRecallPoint> precisionRecall() {
        if (allPositives() == 0) {
            return List.of();
        }
        var points = new ArrayList<Evaluation.PrecisionRecallPoint>();
        points.add(new Evaluation.PrecisionRecallPoint(null, 0, 1));
        for (int point : thinned(IntStream.range(0, thresholds.length).toArray())) {
            points.add(new Evaluation.PrecisionRecallPoint(
                    (double) thresholds[point],
                    (double) positives[point] / allPositives(),
                    (double) positives[point] / (positives[point] + negatives[point])));
        }
        return points;
    }

    /** The first and the last, and between them as many as there is room for, at equal distances; one is added to them. */
    private static int[] thinned(int[] points) {
        int most = MOST_POINTS - 1;
        return points.length <= most
                ? points
                : IntStream.range(0, most)
                        .map(each -> points[(int) ((long) each * (points.length - 1) / (most - 1))])
                        .toArray();
    }

    /** A score on an edge belongs to the lower bin. Bins without rows are left out. */
    static List<Evaluation.CalibrationBin> calibration(boolean[] truths, float[] scores) {
        var rows = new long[BINS];
        var positive = new long[BINS];
        var sum = new double[BINS];
        for (int row = 0; row < scores.length; row++) {
            int bin = bin(scores[row]);
            rows[bin]++;
            positive[bin] += truths[row] ? 1 : 0;
            sum[bin] += scores[row];
        }
        return IntStream.range(0, BINS)
                .filter(bin -> rows[bin] > 0)
                .mapToObj(bin -> new Evaluation.CalibrationBin(
                        edge(bin), edge(bin + 1), rows[bin], sum[bin] / rows[bin], (double) positive[bin] / rows[bin]))
                .toList();
    }

    private static int bin(double score) {
        int bin = 0;
        while (bin < BINS - 1 && score > edge(bin + 1)) {
            bin++;
        }
        return bin;
    }

    private static double edge(int bin) {
        return bin == BINS ? 1 : bin * (1.0 / BINS);
    }
}
