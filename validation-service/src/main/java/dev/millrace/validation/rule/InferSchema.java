package dev.millrace.validation.rule;

import dev.millrace.datasets.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schema out of a first version. What follows may differ as samples of one source do. Form may reject: a column that is
 * gone, emptied, or full of what is not of its type can be used by nobody. Values only warn, because those that a first version
 * did not have were never forbidden; they reject only where most of a column is as nothing of it was before, which renamed codes
 * and flipped signs do. docs/validation.md says where the numbers come from.
 */
public final class InferSchema {

    /** A share seen in fewer rows says too little to reject anything by. */
    private static final long TELLING_ROWS = 100;

    /** Columns emptier than this are not demanded. */
    private static final double MIN_COMPLETENESS = 0.2;

    private static final double MAX_UNREADABLE = 0.01;
    private static final double MAX_INFINITE = 0.01;

    /** Months without refunds say nothing against some; only signs that have flipped make most values negative. */
    private static final double MAX_NEGATIVE = 0.5;

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

    /** What a column that looks like this leads to expect. */
    static ColumnSchema column(ColumnStatistics seen) {
        boolean telling = tells(seen.counts().rows());
        boolean demanded = 1 - seen.counts().missingShare() >= MIN_COMPLETENESS
                && seen.counts().count() > 0;
        return new ColumnSchema(
                seen.name(),
                seen.counts().count() > 0 ? seen.type() : null,
                demanded && telling,
                blockingAbove(MAX_UNREADABLE, telling),
                demanded ? missing(seen, telling) : null,
                KnownValues.of(seen),
                negative(seen),
                range(seen),
                blockingAbove(MAX_INFINITE, telling),
                isKey(seen) ? new Tolerance(0, 1) : null);
    }

    /**
     * Warns below what a sample of this size leaves possible, blocks when completeness collapses. The fuller the column was,
     * the less it may lose: with completeness c, blocks below 0.8 c².
     */
    static Tolerance missing(ColumnStatistics seen, boolean telling) {
        double possible =
                lowerBound(1 - seen.counts().missingShare(), seen.counts().rows());
        double warnAbove = seen.counts().missing() == 0 ? 0 : 1 - possible;
        return new Tolerance(warnAbove, telling ? 1 - 0.8 * possible * possible : 1);
    }

    /** Lower end of Wilson's 99 % interval of a share seen in n rows. */
    static double lowerBound(double share, long n) {
        double z = 2.5758293035489004;
        double centre = share + z * z / (2 * n);
        double spread = z * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
        return Math.max(0, (centre - spread) / (1 + z * z / n));
    }

    private static @Nullable Tolerance negative(ColumnStatistics seen) {
        var numbers = seen.values().numbers();
        return numbers != null && numbers.negatives() == 0 ? tolerance(seen, 0, MAX_NEGATIVE) : null;
    }

    /** None for whole numbers that hardly repeat: identifiers and clock readings grow out of every range. */
    private static ColumnSchema.@Nullable Range range(ColumnStatistics seen) {
        var numbers = seen.values().numbers();
        boolean grows = seen.type() == ColumnType.INTEGER
                && seen.counts().share(seen.counts().distinct()) > 0.5;
        if (numbers == null || seen.counts().count() < TELLING_ROWS || grows) {
            return null;
        }
        var span = numbers.max().subtract(numbers.min());
        return span.signum() == 0 || !Double.isFinite(span.doubleValue())
                ? null
                : new ColumnSchema.Range(
                        numbers.min().subtract(span),
                        numbers.max().add(span),
                        new Tolerance(EXPECTED_OUTSIDE_RANGE, 1));
    }

    private static boolean isKey(ColumnStatistics seen) {
        boolean keyType = seen.type() == ColumnType.INTEGER || seen.type() == ColumnType.STRING;
        return keyType
                && seen.counts().distinctExact()
                && seen.counts().missing() == 0
                && seen.counts().count() >= TELLING_ROWS
                && seen.counts().distinct() == seen.counts().count();
    }

    private static Tolerance blockingAbove(double share, boolean telling) {
        return new Tolerance(0, telling ? share : 1);
    }

    /** Blocks only where enough values were seen. */
    static Tolerance tolerance(ColumnStatistics seen, double warnAbove, double blockAbove) {
        return new Tolerance(warnAbove, tells(seen.counts().count()) ? blockAbove : 1);
    }
}
