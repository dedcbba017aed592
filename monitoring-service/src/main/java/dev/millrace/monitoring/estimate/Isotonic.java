package dev.millrace.monitoring.estimate;

import java.util.Arrays;

/**
 * Isotonic regression: of all curves that never fall, the one with the least squared distance to some truths, found by pooling
 * neighbours that fall. As scikit-learn's, equal scores are one point, the curve is straight between points, and level beyond them.
 */
final class Isotonic {

    private final double[] scores;
    private final double[] levels;

    private Isotonic(double[] scores, double[] levels) {
        this.scores = scores;
        this.levels = levels;
    }

    /** @param scores at least one, and none of them NaN */
    static Isotonic fit(float[] scores, boolean[] truths) {
        int[] order = Order.of(scores);
        var pools = new Pools(scores.length);
        for (int from = 0; from < order.length; ) {
            float score = scores[order[from]];
            int to = from;
            double positives = 0;
            while (to < order.length && scores[order[to]] == score) {
                positives += truths[order[to]] ? 1 : 0;
                to++;
            }
            pools.add(score, positives, to - from);
            from = to;
        }
        return pools.curve();
    }

    double at(double score) {
        int found = Arrays.binarySearch(scores, score);
        if (found >= 0) {
            return levels[found];
        }
        int next = -found - 1;
        if (next == 0) {
            return levels[0];
        }
        if (next == scores.length) {
            return levels[scores.length - 1];
        }
        double share = (score - scores[next - 1]) / (scores[next] - scores[next - 1]);
        return levels[next - 1] + share * (levels[next] - levels[next - 1]);
    }

    /** Neighbouring points that have one level, each pool with its first and last score. */
    private static final class Pools {

        private final double[] first;
        private final double[] last;
        private final double[] sums;
        private final double[] weights;
        private int count;

        Pools(int most) {
            first = new double[most];
            last = new double[most];
            sums = new double[most];
            weights = new double[most];
        }

        void add(double score, double sum, double weight) {
            first[count] = score;
            last[count] = score;
            sums[count] = sum;
            weights[count] = weight;
            count++;
            while (count > 1 && level(count - 2) >= level(count - 1)) {
                count--;
                last[count - 1] = last[count];
                sums[count - 1] += sums[count];
                weights[count - 1] += weights[count];
            }
        }

        private double level(int pool) {
            return sums[pool] / weights[pool];
        }

        Isotonic curve() {
            var scores = new double[2 * count];
            var levels = new double[2 * count];
            int points = 0;
            for (int pool = 0; pool < count; pool++) {
                scores[points] = first[pool];
                levels[points++] = level(pool);
                if (last[pool] > first[pool]) {
                    scores[points] = last[pool];
                    levels[points++] = level(pool);
                }
            }
            return new Isotonic(Arrays.copyOf(scores, points), Arrays.copyOf(levels, points));
        }
    }
}
