package dev.millrace.validation.profile;

import dev.millrace.validation.rule.ColumnSchema.Range;
import dev.millrace.validation.rule.ColumnStatistics.Histogram;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts numbers in bins of equal width over the range that the schema says, so that all versions that are held to one schema are counted in the
 * same bins. What lies outside is counted at the two ends.
 */
final class Bins {

    /** With the two ends there are 30. */
    private static final int INNER = 28;

    private final double from;
    private final double to;
    private final long[] counts = new long[INNER + 2];

    private Bins(double from, double to) {
        this.from = from;
        this.to = to;
    }

    /** Null where the schema says no range that can be divided. */
    static @Nullable Bins of(@Nullable Range range) {
        if (range == null) {
            return null;
        }
        double from = range.min().doubleValue();
        double to = range.max().doubleValue();
        boolean divisible = Double.isFinite(to - from) && (to - from) / INNER > Math.ulp(Math.max(-from, to));
        return divisible ? new Bins(from, to) : null;
    }

    void add(double value) {
        if (value < from) {
            counts[0]++;
        } else if (value > to) {
            counts[INNER + 1]++;
        } else {
            counts[inner(value) + 1]++;
        }
    }

    /** The bin by its edges, because rounding may place a value that lies on one beside it. */
    private int inner(double value) {
        int bin = Math.clamp((long) ((value - from) / (to - from) * INNER), 0, INNER - 1);
        if (bin > 0 && value < edge(bin)) {
            return bin - 1;
        }
        return bin < INNER - 1 && value >= edge(bin + 1) ? bin + 1 : bin;
    }

    private double edge(int bin) {
        return bin == INNER ? to : from + bin * ((to - from) / INNER);
    }

    Histogram histogram() {
        return new Histogram(
                IntStream.rangeClosed(0, INNER).mapToObj(this::edge).toList(),
                LongStream.of(counts).boxed().toList());
    }
}
