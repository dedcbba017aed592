package dev.millrace.validation.rule;

import dev.millrace.datasets.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schema out of a first version. What follows may differ as samples of one source do; only what no sample of that
 * source would show blocks. docs/validation.md says where the numbers come from.
 */
public final class InferSchema {

    /** A share seen in fewer rows says too little to reject anything by. */
    private static final long TELLING_ROWS = 100;

    /** Columns emptier than this are not demanded. */
    private static final double MIN_COMPLETENESS = 0.2;

    private static final double MAX_UNREADABLE = 0.01;
    private static final double MAX_NEGATIVE = 0.01;
    private static final double MAX_INFINITE = 0.01;
    private static final double MAX_REPEATED = 0.1;

    /** Values of a set, and shares of distinct values among all up to which a text column counts as a category. */
    private static final int MAX_DOMAIN = 100;

    private static final int MAX_VALUE_LENGTH = 200;

    private static final double MAX_DISTINCT_SHARE = 0.1;
    private static final double MAX_DISTINCT_SHARE_OF_MOST = 0.4;
    private static final double MOST = 0.9;
    private static final double MAX_OUTSIDE_SET = 0.5;
    private static final double EXPECTED_OUTSIDE_MOST = 0.2;

    /** Numbers further out than the first version was wide, above this share, are told. */
    private static final double EXPECTED_OUTSIDE_RANGE = 0.001;

    private InferSchema() {}

    /** The schema of a dataset whose first version looks like this. */
    public static Schema from(Statistics first) {
        return new Schema(
                new Schema.RowBounds(1, 0.1, 10),
                first.columns().stream().map(InferSchema::column).toList());
    }

    /** Whether so many rows say enough to reject others by. */
    public static boolean tells(long rows) {
        return rows >= TELLING_ROWS;
    }

    private static ColumnSchema column(ColumnStatistics seen) {
        boolean telling = tells(seen.count() + seen.missing());
        boolean demanded = 1 - seen.missingShare() >= MIN_COMPLETENESS && seen.count() > 0;
        return new ColumnSchema(
                seen.name(),
                seen.count() > 0 ? seen.type() : null,
                demanded && telling,
                blockingAbove(MAX_UNREADABLE, telling),
                demanded ? missing(seen, telling) : null,
                domain(seen),
                negative(seen),
                range(seen),
                blockingAbove(MAX_INFINITE, telling),
                isKey(seen) ? Tolerance.blockingAbove(MAX_REPEATED) : null);
    }

    /**
     * Warns below what a sample of this size leaves possible, blocks when completeness collapses. The fuller the column was,
     * the less it may lose: with completeness c, blocks below 0.8 c².
     */
    private static Tolerance missing(ColumnStatistics seen, boolean telling) {
        double possible = lowerBound(1 - seen.missingShare(), seen.count() + seen.missing());
        double warnAbove = seen.missing() == 0 ? 0 : 1 - possible;
        return new Tolerance(warnAbove, telling ? 1 - 0.8 * possible * possible : 1);
    }

    /** Lower end of Wilson's 99 % interval of a share seen in n rows. */
    static double lowerBound(double share, long n) {
        double z = 2.5758293035489004;
        double centre = share + z * z / (2 * n);
        double spread = z * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
        return Math.max(0, (centre - spread) / (1 + z * z / n));
    }

    private static ColumnSchema.@Nullable Domain domain(ColumnStatistics seen) {
        ColumnStatistics.Texts texts = seen.texts();
        if (texts == null || texts.maxLength() > MAX_VALUE_LENGTH || seen.top().isEmpty()) {
            return null;
        }
        double distinctShare = seen.share(seen.distinct());
        if (distinctShare <= MAX_DISTINCT_SHARE && seen.distinct() <= MAX_DOMAIN) {
            return new ColumnSchema.Domain(
                    seen.top().stream().map(ColumnStatistics.Frequency::value).toList(),
                    tolerance(seen, 0, MAX_OUTSIDE_SET));
        }
        List<String> most = mostOf(seen);
        return distinctShare <= MAX_DISTINCT_SHARE_OF_MOST && !most.isEmpty()
                ? new ColumnSchema.Domain(most, new Tolerance(EXPECTED_OUTSIDE_MOST, 1))
                : null;
    }

    /** The fewest values that cover most rows; empty when the most frequent ones do not. */
    private static List<String> mostOf(ColumnStatistics seen) {
        List<String> values = new ArrayList<>();
        long covered = 0;
        for (ColumnStatistics.Frequency frequency : seen.top()) {
            values.add(frequency.value());
            covered += frequency.count();
            if (seen.share(covered) >= MOST) {
                return values;
            }
        }
        return List.of();
    }

    private static @Nullable Tolerance negative(ColumnStatistics seen) {
        ColumnStatistics.Numbers numbers = seen.numbers();
        return numbers != null && numbers.negatives() == 0 ? tolerance(seen, 0, MAX_NEGATIVE) : null;
    }

    /** None for whole numbers that hardly repeat: identifiers and clock readings grow out of every range. */
    private static ColumnSchema.@Nullable Range range(ColumnStatistics seen) {
        ColumnStatistics.Numbers numbers = seen.numbers();
        boolean grows = seen.type() == ColumnType.INTEGER && seen.share(seen.distinct()) > 0.5;
        if (numbers == null
                || seen.count() < TELLING_ROWS
                || grows
                || !Double.isFinite(numbers.max() - numbers.min())) {
            return null;
        }
        double span = numbers.max() - numbers.min();
        return span == 0
                ? null
                : new ColumnSchema.Range(
                        numbers.min() - span, numbers.max() + span, new Tolerance(EXPECTED_OUTSIDE_RANGE, 1));
    }

    private static boolean isKey(ColumnStatistics seen) {
        boolean keyType = seen.type() == ColumnType.INTEGER || seen.type() == ColumnType.STRING;
        return keyType
                && seen.distinctExact()
                && seen.missing() == 0
                && seen.count() >= TELLING_ROWS
                && seen.distinct() == seen.count();
    }

    private static Tolerance blockingAbove(double share, boolean telling) {
        return new Tolerance(0, telling ? share : 1);
    }

    private static Tolerance tolerance(ColumnStatistics seen, double warnAbove, double blockAbove) {
        return new Tolerance(warnAbove, tells(seen.count()) ? blockAbove : 1);
    }
}
