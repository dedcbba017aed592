package dev.millrace.training.learn.graph;

import java.util.Arrays;

/**
 * What tells a quantity from an identifier and from a row number.
 *
 * @param present values that are not missing
 */
record NumberProfile(int present, int distinct, boolean whole, double least, double most, double median) {

    /** Above it, whole numbers do not fit a 32-bit float: two neighbours would become one. */
    private static final double LARGEST_EXACT_FLOAT = 1 << 24;

    private static final int MOST_IDENTIFIERS = 10_000;
    private static final int FEW = 20;

    static NumberProfile of(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new NumberProfile(0, 0, false, 0, 0, 0);
        }
        int distinct = 1;
        boolean whole = true;
        for (int i = 0; i < sorted.length; i++) {
            distinct += i > 0 && sorted[i] != sorted[i - 1] ? 1 : 0;
            whole &= sorted[i] == Math.rint(sorted[i]);
        }
        return new NumberProfile(
                sorted.length, distinct, whole, sorted[0], sorted[sorted.length - 1], sorted[sorted.length / 2]);
    }

    boolean rowNumber() {
        return whole && distinct == present && present > FEW && most - least < 3.0 * present;
    }

    /** Whole numbers too large for a float of which each comes again and again: codes such as census tracts. */
    boolean identifier() {
        return whole && large() && distinct <= MOST_IDENTIFIERS && distinct * 2 <= present;
    }

    /** What is taken away from large numbers, so that they stay apart; 0 from others. */
    double offset() {
        return large() ? median : 0;
    }

    private boolean large() {
        return Math.max(Math.abs(least), Math.abs(most)) > LARGEST_EXACT_FLOAT;
    }
}
