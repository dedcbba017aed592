package dev.millrace.validation.rule;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.datasets.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one column looks like. Missing are null, NaN and the empty text; every other figure is about the rest.
 * @param top the most frequent values, most frequent first, ties by value; empty where the column has too many values
 * @param conformity how the values keep to the schema
 */
public record ColumnStatistics(
        String name,
        ColumnType type,
        @JsonUnwrapped Counts counts,
        @JsonUnwrapped Values values,
        List<Frequency> top,
        Conformity conformity) {

    public ColumnStatistics {
        top = List.copyOf(top);
    }

    /** The same with a number of distinct values that was counted. */
    public ColumnStatistics withDistinct(long counted) {
        return new ColumnStatistics(name, type, counts.withDistinct(counted), values, top, conformity);
    }

    /**
     * How many values there are.
     *
     * @param count values that are there, infinite ones included
     * @param distinctExact false where the number of distinct values is estimated (within 1 %)
     * @param infinite numbers that are infinite; {@link Numbers} leaves them out
     */
    public record Counts(long count, long missing, long distinct, boolean distinctExact, long infinite) {

        long rows() {
            return count + missing;
        }

        /** Share of the values that are there; 0 for no rows. */
        double share(long some) {
            return count == 0 ? 0 : (double) some / count;
        }

        double missingShare() {
            return rows() == 0 ? 0 : (double) missing / rows();
        }

        private Counts withDistinct(long counted) {
            return new Counts(count, missing, counted, true, infinite);
        }
    }

    /**
     * What the values are like, by their type.
     *
     * @param numbers null unless the column holds finite numbers
     * @param texts null unless the column holds text
     * @param times null unless the column holds dates or times
     * @param trueShare null unless the column holds truth values
     */
    public record Values(
            @Nullable Numbers numbers,
            @Nullable Texts texts,
            @Nullable Times times,
            @Nullable Double trueShare) {

        public static Values of(@Nullable Numbers numbers) {
            return new Values(numbers, null, null, null);
        }

        public static Values of(@Nullable Texts texts) {
            return new Values(null, texts, null, null);
        }

        public static Values of(@Nullable Times times) {
            return new Values(null, null, times, null);
        }

        public static Values of(@Nullable Double trueShare) {
            return new Values(null, null, null, trueShare);
        }
    }

    /**
     * Finite numbers.
     *
     * @param min to the last digit, and so is {@code max}: beyond 2^53 neighbours are one {@code double}
     * @param mean over values of magnitude up to 1e150, so that sums stay finite
     * @param deviation standard deviation with n - 1 over the same values; null for fewer than two
     * @param quantiles by linear interpolation (type 7, NumPy's default)
     * @param histogram in bins that are frozen with the schema; null where the version was held to none that says a range
     */
    public record Numbers(
            BigDecimal min,
            BigDecimal max,
            @Nullable Double mean,
            @Nullable Double deviation,
            List<Quantile> quantiles,
            boolean quantilesExact,
            long zeros,
            long negatives,
            @Nullable Histogram histogram) {
        public Numbers {
            quantiles = List.copyOf(quantiles);
        }
    }

    /**
     * Numbers by bins of equal width, NumPy's {@code histogram} with an open bin at each end.
     *
     * @param edges of the bins between the two ends, in order; a bin holds its lower edge, the last one also its upper
     * @param counts numbers below the first edge, in each bin, and above the last edge: one more than there are edges
     */
    public record Histogram(List<Double> edges, List<Long> counts) {
        public Histogram {
            edges = List.copyOf(edges);
            counts = List.copyOf(counts);
        }
    }

    /** One quantile. */
    public record Quantile(double p, double value) {}

    /** Lengths in characters. */
    public record Texts(long minLength, long maxLength, double meanLength) {}

    /** First and last, ISO 8601. */
    public record Times(String min, String max) {}

    /** A value and how often it occurs. */
    public record Frequency(String value, long count) {}

    /**
     * Values that do not keep to the schema in force when the version was profiled; zeros for a first version.
     *
     * @param unreadable not of the schema's type, when read as text
     * @param outsideDomain not in the schema's set
     * @param belowMin below the schema's range
     * @param aboveMax above the schema's range
     * @param unknown values outside the schema's set with how often they occur, most frequent first: the first that came
     */
    public record Conformity(
            long unreadable, long outsideDomain, long belowMin, long aboveMax, List<Frequency> unknown) {

        public static final Conformity FULL = new Conformity(0, 0, 0, 0);

        public Conformity(long unreadable, long outsideDomain, long belowMin, long aboveMax) {
            this(unreadable, outsideDomain, belowMin, aboveMax, List.of());
        }

        public Conformity {
            unknown = unknown == null ? List.of() : List.copyOf(unknown);
        }
    }
}
