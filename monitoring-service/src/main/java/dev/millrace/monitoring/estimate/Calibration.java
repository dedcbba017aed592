package dev.millrace.monitoring.estimate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes probabilities of the scores of a class: by isotonic regression on the test rows where that makes the calibration error of
 * rows that it has not seen smaller, and else not at all. That, and how it is found out, is NannyML's definition.
 */
final class Calibration {

    private static final int SPLITS = 10;
    private static final int BINS = 10;

    /** Each part of a split has rows of either kind. */
    private static final int FEWEST_OF_A_KIND = 10;

    /** A model that ranks nearly all rows right is left as it is. */
    private static final double PERFECT = 0.999;

    private final @Nullable Isotonic curve;

    private Calibration(@Nullable Isotonic curve) {
        this.curve = curve;
    }

    /** The scores as they are. */
    static Calibration none() {
        return new Calibration(null);
    }

    static Calibration fitted(float[] scores, boolean[] truths) {
        return new Calibration(Isotonic.fit(scores, truths));
    }

    /** @param seed of the splits by which it is found out whether calibrating helps */
    static Calibration where(float[] scores, boolean[] truths, long seed) {
        return helps(scores, truths, new SplittableRandom(seed)) ? fitted(scores, truths) : none();
    }

    boolean changes() {
        return curve != null;
    }

    double at(double score) {
        return curve == null ? score : curve.at(score);
    }

    /** Ten times a tenth of the rows, of each kind its share, is calibrated by the others. */
    private static boolean helps(float[] scores, boolean[] truths, RandomGenerator random) {
        int[] positives = rows(truths, true);
        int[] negatives = rows(truths, false);
        if (Math.min(positives.length, negatives.length) < FEWEST_OF_A_KIND
                || SamplingErrors.auc(scores, truths) > PERFECT) {
            return false;
        }
        int ofPositives = Math.round((float) positives.length / SPLITS);
        int ofNegatives = Math.round((float) negatives.length / SPLITS);
        int held = ofPositives + ofNegatives;
        var before = new float[SPLITS * held];
        var after = new float[before.length];
        var kinds = new boolean[before.length];
        for (int split = 0; split < SPLITS; split++) {
            shuffle(positives, random);
            shuffle(negatives, random);
            var curve = Isotonic.fit(
                    picked(scores, positives, ofPositives, negatives, ofNegatives),
                    kinds(positives.length - ofPositives, negatives.length - ofNegatives));
            for (int row = 0; row < held; row++) {
                boolean positive = row < ofPositives;
                float score = scores[positive ? positives[row] : negatives[row - ofPositives]];
                int place = split * held + row;
                before[place] = score;
                after[place] = (float) curve.at(score);
                kinds[place] = positive;
            }
        }
        return error(before, kinds) > error(after, kinds);
    }

    private static int[] rows(boolean[] truths, boolean kind) {
        var rows = new int[truths.length];
        int count = 0;
        for (int row = 0; row < truths.length; row++) {
            if (truths[row] == kind) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private static void shuffle(int[] rows, RandomGenerator random) {
        for (int last = rows.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int kept = rows[last];
            rows[last] = rows[other];
            rows[other] = kept;
        }
    }

    /** The scores of the rows behind those that are held back. */
    private static float[] picked(
            float[] scores, int[] positives, int heldPositives, int[] negatives, int heldNegatives) {
        var picked = new float[positives.length - heldPositives + negatives.length - heldNegatives];
        int count = 0;
        for (int row = heldPositives; row < positives.length; row++) {
            picked[count++] = scores[positives[row]];
        }
        for (int row = heldNegatives; row < negatives.length; row++) {
            picked[count++] = scores[negatives[row]];
        }
        return picked;
    }

    private static boolean[] kinds(int positives, int negatives) {
        var kinds = new boolean[positives + negatives];
        Arrays.fill(kinds, 0, positives, true);
        return kinds;
    }

    /** The expected calibration error: in ten bins of equally many rows, how far the mean score is from the share of positives. */
    static double error(float[] scores, boolean[] truths) {
        int[] order = Order.of(scores);
        int bins = order.length <= 2 * BINS ? order.length / 2 : BINS;
        int width = order.length / bins;
        double error = 0;
        for (int from = 0; from + width <= order.length; from += width) {
            int to = from + 2 * width > order.length ? order.length : from + width;
            double score = 0;
            double positives = 0;
            for (int place = from; place < to; place++) {
                score += scores[order[place]];
                positives += truths[order[place]] ? 1 : 0;
            }
            error += Math.abs(score - positives);
        }
        return error / order.length;
    }
}
