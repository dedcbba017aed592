package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.WindowVerdict;
import java.time.Instant;

/**
 * Rows of one slice that were judged: those of one window, or of as many in a row as it took to have enough of them.
 *
 * @param slice {@code column=value}
 * @param level DRIFT only when as many judgements in a row agree as the rule asks for
 * @param inARow judgements that drifted in a row, this one included
 * @param verdict with the columns that moved most
 */
public record JudgedSlice(
        String slice,
        long rows,
        long baselineRows,
        Instant from,
        Instant to,
        DriftLevel level,
        int inARow,
        WindowVerdict verdict) {

    /** Columns that are kept with a slice. */
    static final int MOST_COLUMNS = 8;

    JudgedSlice withoutCounts() {
        return new JudgedSlice(slice, rows, baselineRows, from, to, level, inARow, verdict.withoutCounts());
    }
}
