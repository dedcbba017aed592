package dev.millrace.monitoring.drift;

import java.util.List;

/**
 * What was found of one window.
 *
 * @param level DRIFT when the rule holds for this window alone
 * @param driftedShare importance-weighted share of drifted features
 */
public record WindowVerdict(Level level, double driftedShare, List<ColumnVerdict> columns) {
    public WindowVerdict {
        columns = List.copyOf(columns);
    }
}
