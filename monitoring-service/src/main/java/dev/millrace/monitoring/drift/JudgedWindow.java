package dev.millrace.monitoring.drift;

import java.time.Instant;

/**
 * A window that is done, as it is kept.
 *
 * @param number counts up from 1 within the generation
 * @param level DRIFT only when as many windows agree as the rule asks for
 * @param windowsInARow windows that drifted in a row, this one included
 * @param announced whether drift was published with it
 */
public record JudgedWindow(
        long number,
        int version,
        long generation,
        Instant from,
        Instant to,
        long rows,
        long baselineRows,
        Level level,
        int windowsInARow,
        boolean announced,
        WindowVerdict verdict) {}
