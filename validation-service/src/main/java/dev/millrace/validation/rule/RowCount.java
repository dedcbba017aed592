package dev.millrace.validation.rule;

import java.util.List;

/**
 * A version needs rows, and about as many as the one before it.
 *
 * @param previousRows 0 where there was none
 */
record RowCount(Schema.RowBounds bounds, long previousRows) implements Rule {

    @Override
    public List<Finding> judge(Statistics observed) {
        long rows = observed.rows();
        if (rows < bounds.min()) {
            return found(Finding.Code.ROWS_LOW, rows, "at least " + bounds.min(), Severity.BLOCK);
        }
        double low = previousRows * bounds.minRatio();
        double high = previousRows * bounds.maxRatio();
        if (rows < low) {
            return found(Finding.Code.ROWS_RATIO_LOW, rows, "at least " + (long) Math.ceil(low), Severity.WARN);
        }
        return previousRows > 0 && rows > high
                ? found(Finding.Code.ROWS_RATIO_HIGH, rows, "at most " + (long) high, Severity.WARN)
                : List.of();
    }

    private static List<Finding> found(Finding.Code code, long rows, String bound, Severity severity) {
        return List.of(new Finding(code, null, rows + " rows", bound, severity));
    }
}
