package dev.millrace.drift.rule;

import dev.millrace.drift.episode.Agreement;
import java.time.Instant;

/**
 * What was found of several windows in a row, judged as one.
 *
 * @param windows how many
 * @param from beginning of the first of them
 * @param rows of all of them
 */
public record PooledVerdict(int windows, Instant from, long rows, WindowVerdict verdict) {

    /** Whether these windows drift as one, which begins an episode whatever each of them shows. */
    public boolean drifts() {
        return verdict.level() == DriftLevel.DRIFT;
    }

    /** What it adds to the agreement of windows. */
    public Agreement.Parts parts() {
        return new Agreement.Parts(drifts() ? from : null, false, verdict.level() != DriftLevel.NONE);
    }

    /** The same without the rows in each bin. */
    public PooledVerdict withoutCounts() {
        return new PooledVerdict(windows, from, rows, verdict.withoutCounts());
    }

    /** The same with no more columns than this. */
    public PooledVerdict limitedTo(int columns) {
        return new PooledVerdict(windows, from, rows, verdict.limitedTo(columns));
    }
}
