package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.rule.DriftLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one slice is watched: its rows that are not judged yet, which are fewer than it takes, and what was found of those before.
 *
 * @param rows that wait
 * @param from beginning of the first window that they are from; null where none waits
 * @param counts the rows in each bin of each column, packed; empty where none waits
 * @param agreement how the judgements of the slice agree
 * @param last judgement; null before the first
 */
public record WatchedSlice(
        long rows,
        @Nullable Instant from,
        String counts,
        Agreement agreement,
        @Nullable JudgedSlice last) {

    static final WatchedSlice BEGUN = new WatchedSlice(0, null, "", Agreement.NONE, null);

    /** Whether it has drifted, and was not calm for long enough since. */
    boolean drifts() {
        return agreement.lasts();
    }

    /** What it adds to the level of a window: what drifted once may be chance. */
    DriftLevel level() {
        if (last == null || agreement.streak() == 0) {
            return DriftLevel.NONE;
        }
        return last.level();
    }
}
