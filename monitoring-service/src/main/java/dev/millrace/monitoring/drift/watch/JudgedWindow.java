package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.monitoring.estimate.EstimatedPerformance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window that is closed.
 *
 * @param number counts up from 1 within the generation
 * @param level DRIFT only when as many windows agree as the rule asks for, of all rows or of a slice
 * @param windowsInARow windows that drifted in a row, this one included
 * @param announced whether drift was published with it
 * @param estimated how right the answers probably were; null where there is no estimate
 * @param slices that were judged with it; null where an earlier release has stored it
 * @param previous how it differs from the window before it; null where the two cannot be compared
 */
public record JudgedWindow(
        long number,
        int version,
        long generation,
        Instant from,
        Instant to,
        long rows,
        long baselineRows,
        DriftLevel level,
        int windowsInARow,
        boolean announced,
        WindowVerdict verdict,
        @Nullable EstimatedPerformance estimated,
        @Nullable List<JudgedSlice> slices,
        @Nullable WindowChange previous) {

    /** Columns that are kept with a window, and named in an event: those that moved most. */
    static final int MOST_COLUMNS = 64;

    /** As it is kept. */
    JudgedWindow limited() {
        return with(verdict.limitedTo(MOST_COLUMNS), slices);
    }

    JudgedWindow withoutCounts() {
        return with(
                verdict.withoutCounts(),
                slices == null
                        ? null
                        : slices.stream().map(JudgedSlice::withoutCounts).toList());
    }

    private JudgedWindow with(WindowVerdict other, @Nullable List<JudgedSlice> others) {
        return new JudgedWindow(
                number,
                version,
                generation,
                from,
                to,
                rows,
                baselineRows,
                level,
                windowsInARow,
                announced,
                other,
                estimated,
                others,
                previous);
    }
}
