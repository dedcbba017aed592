package dev.millrace.training.learn.graph;

import dev.millrace.training.learn.rows.RawColumn;
import java.util.Arrays;

/**
 * What tells a quantity from an identifier and from a row number.
 *
 * @param present values that are not missing
 * @param distinct different values; not counted of fractions, which are neither
 * @param round whether most are multiples of a thousand, as amounts of money are and codes are not; only of whole numbers
 * @param median only of whole and of large numbers, which are what it is asked of
 */
record NumberProfile(
        int present, int distinct, boolean whole, boolean round, double least, double most, double median) {

    /** Above it, whole numbers do not fit a 32-bit float: two neighbours would become one. */
    private static final double LARGEST_EXACT_FLOAT = 1 << 24;

    private static final int MOST_IDENTIFIERS = 10_000;
    private static final int FEW = 20;
    private static final int THOUSAND = 1000;

    static NumberProfile of(RawColumn column) {
        int present = 0;
        boolean whole = true;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < column.size(); row++) {
            double value = column.number(row);
            if (!Double.isNaN(value)) {
                present++;
                whole &= value == Math.rint(value);
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        if (present == 0) {
            return new NumberProfile(0, 0, false, false, 0, 0, 0);
        }
        return whole || large(least, most)
                ? sorted(column.sortedNumbers(), whole)
                : new NumberProfile(present, 0, false, false, least, most, 0);
    }

    private static NumberProfile sorted(double[] sorted, boolean whole) {
        int distinct = 1;
        for (int i = 1; i < sorted.length; i++) {
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        long thousands =
                Arrays.stream(sorted).filter(value -> value % THOUSAND == 0).count();
        return new NumberProfile(
                sorted.length,
                distinct,
                whole,
                whole && thousands * 2 > sorted.length,
                sorted[0],
                sorted[sorted.length - 1],
                sorted[sorted.length / 2]);
    }

    boolean rowNumber() {
        return whole && distinct == present && present > FEW && most - least < 3.0 * present;
    }

    /** Whole numbers too large for a float of which each comes again and again: codes such as census tracts. */
    boolean identifier() {
        return whole && !round && large() && distinct <= MOST_IDENTIFIERS && distinct * 2 <= present;
    }

    /** What is taken away from large numbers, so that they stay apart; 0 from others. */
    double offset() {
        return large() ? median : 0;
    }

    private boolean large() {
        return large(least, most);
    }

    private static boolean large(double least, double most) {
        return Math.max(Math.abs(least), Math.abs(most)) > LARGEST_EXACT_FLOAT;
    }
}
