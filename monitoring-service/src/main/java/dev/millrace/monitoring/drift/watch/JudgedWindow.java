package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.monitoring.estimate.EstimatedPerformance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A window that is closed.
 *
 * @param number counts up from 1 within the generation
 * @param level DRIFT only when as many windows agree as the rule asks for
 * @param windowsInARow windows that drifted in a row, this one included
 * @param announced whether drift was published with it
 * @param estimated how right the answers probably were; null where there is no estimate
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
        @Nullable EstimatedPerformance estimated) {

    /** Columns that are kept with a window, and named in an event: those that moved most. */
    static final int MOST_COLUMNS = 64;

    /** As it is kept. */
    JudgedWindow limited() {
        return with(verdict.limitedTo(MOST_COLUMNS));
    }

    JudgedWindow withoutCounts() {
        return with(verdict.withoutCounts());
    }

    private JudgedWindow with(WindowVerdict other) {
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
                estimated);
    }
}
