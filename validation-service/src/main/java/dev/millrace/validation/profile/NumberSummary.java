package dev.millrace.validation.profile;

import dev.millrace.datasets.Chunk;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Counts;
import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import dev.millrace.validation.rule.ColumnStatistics.Numbers;
import dev.millrace.validation.rule.ColumnStatistics.Quantile;
import dev.millrace.validation.rule.ColumnStatistics.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sums up whole or real numbers. */
final class NumberSummary extends ColumnSummary {

    private static final List<Double> QUANTILES = List.of(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99);

    private final boolean real;
    private final long lowest;
    private final long highest;
    private final OrderedValues values;
    private final @Nullable Bins bins;
    private final Moments moments = new Moments();
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private long finite;
    private long aboveInfinity;
    private long belowInfinity;
    private long zeros;
    private long negatives;
    private long belowMin;
    private long aboveMax;

    NumberSummary(Column column, @Nullable ColumnSchema demand) {
        super(column, demand);
        this.real = column.type() == ColumnType.DOUBLE;
        var range = demand == null ? null : demand.range();
        this.lowest = range == null ? Long.MIN_VALUE : key(range.min(), RoundingMode.CEILING);
        this.highest = range == null ? Long.MAX_VALUE : key(range.max(), RoundingMode.FLOOR);
        this.bins = Bins.of(range);
        this.values = new OrderedValues(real ? NumberSummary::toReal : key -> key);
    }

    @Override
    void addValue(Chunk chunk, int position, int row) {
        if (!real) {
            long whole = chunk.whole(position, row);
            addFinite(whole, (double) whole);
            return;
        }
        double value = chunk.real(position, row);
        if (Double.isFinite(value)) {
            addFinite(toKey(value), value);
        } else if (value == Double.POSITIVE_INFINITY) {
            aboveInfinity++;
        } else if (value == Double.NEGATIVE_INFINITY) {
            belowInfinity++;
        }
    }

    /** @param key what stands for the number: of one order with it, and exact */
    private void addFinite(long key, double value) {
        finite++;
        values.add(key);
        min = Math.min(min, key);
        max = Math.max(max, key);
        moments.add(value);
        if (bins != null) {
            bins.add(value);
        }
        if (value == 0) {
            zeros++;
        } else if (value < 0) {
            negatives++;
        }
        if (key < lowest) {
            belowMin++;
        }
        if (key > highest) {
            aboveMax++;
        }
    }

    @Override
    public ColumnStatistics statistics() {
        long infinite = aboveInfinity + belowInfinity;
        long count = finite + infinite;
        long distinct = values.distinct();
        return new ColumnStatistics(
                column().name(),
                column().type(),
                new Counts(
                        count, rows() - count, distinct, values.isExact() || distinct <= Frequencies.VALUES, infinite),
                Values.of(finite == 0 ? null : numbers()),
                Frequencies.few(values, this::spelled, infinities()),
                new Conformity(unreadable(), 0, belowMin, aboveMax));
    }

    private Numbers numbers() {
        return new Numbers(
                exact(min),
                exact(max),
                moments.mean(),
                moments.deviation(),
                QUANTILES.stream().map(p -> new Quantile(p, values.quantile(p))).toList(),
                values.isExact(),
                zeros,
                negatives,
                bins == null ? null : bins.histogram());
    }

    private BigDecimal exact(long key) {
        return real ? BigDecimal.valueOf(toReal(key)) : BigDecimal.valueOf(key);
    }

    /** The bound of a range, and where it lies between two numbers of the column the one that is inside. */
    private long key(BigDecimal bound, RoundingMode inwards) {
        if (real) {
            return toKey(bound.doubleValue());
        }
        return bound.setScale(0, inwards)
                .toBigInteger()
                .max(BigInteger.valueOf(Long.MIN_VALUE))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    private Stream<Frequency> infinities() {
        return Stream.of(new Frequency("inf", aboveInfinity), new Frequency("-inf", belowInfinity));
    }

    private String spelled(long key) {
        return real ? SpelledNumbers.of(toReal(key)) : Long.toString(key);
    }

    /** Bits whose order is that of the numbers; zero has one sign. */
    private static long toKey(double value) {
        return flipped(Double.doubleToLongBits(value + 0.0));
    }

    private static double toReal(long key) {
        return Double.longBitsToDouble(flipped(key));
    }

    private static long flipped(long bits) {
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }
}
