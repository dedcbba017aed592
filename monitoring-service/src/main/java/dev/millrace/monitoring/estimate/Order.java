package dev.millrace.monitoring.estimate;

import java.util.Arrays;

/** Rows in the order of their scores, those with equal scores in their own order. */
final class Order {

    private Order() {}

    static int[] of(float[] scores) {
        var keys = new long[scores.length];
        for (int row = 0; row < keys.length; row++) {
            // Adding zero makes one zero of both.
            keys[row] = ((long) sortable(scores[row] + 0.0f) << Integer.SIZE) | row;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    /** Bits that sort as the numbers do. */
    private static int sortable(float score) {
        int bits = Float.floatToIntBits(score);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }
}
