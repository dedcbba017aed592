package dev.millrace.validation.profile;

import dev.millrace.datasets.Chunk;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import dev.millrace.validation.rule.ColumnStatistics.Numbers;
import dev.millrace.validation.rule.ColumnStatistics.Quantile;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sums up whole or real numbers. */
final class NumberSummary extends ColumnSummary {

    private static final List<Double> QUANTILES = List.of(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99);

    private final boolean real;
    private final ColumnSchema.@Nullable Range range;
    private final OrderedValues values;
    private final Moments moments = new Moments();
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
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
        this.range = demand == null ? null : demand.range();
        this.values = new OrderedValues(real ? NumberSummary::toReal : key -> key);
    }

    @Override
    void addValue(Chunk chunk, int position, int row) {
        if (!real) {
            long whole = chunk.whole(position, row);
            values.add(whole);
            addFinite((double) whole);
            return;
        }
        double value = chunk.real(position, row);
        if (Double.isFinite(value)) {
            values.add(toKey(value));
            addFinite(value);
        } else if (value == Double.POSITIVE_INFINITY) {
            aboveInfinity++;
        } else if (value == Double.NEGATIVE_INFINITY) {
            belowInfinity++;
        }
    }

    private void addFinite(double value) {
        finite++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        moments.add(value);
        if (value == 0) {
            zeros++;
        } else if (value < 0) {
            negatives++;
        }
        if (range != null && value < range.min()) {
            belowMin++;
        }
        if (range != null && value > range.max()) {
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
                count,
                rows() - count,
                distinct,
                values.isExact() || distinct <= Frequencies.VALUES,
                infinite,
                finite == 0 ? null : numbers(),
                null,
                null,
                null,
                Frequencies.few(values, this::spelled, infinities()),
                new Conformity(unreadable(), 0, belowMin, aboveMax));
    }

    private Numbers numbers() {
        return new Numbers(
                min,
                max,
                moments.mean(),
                moments.deviation(),
                QUANTILES.stream().map(p -> new Quantile(p, values.quantile(p))).toList(),
                values.isExact(),
                zeros,
                negatives);
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
