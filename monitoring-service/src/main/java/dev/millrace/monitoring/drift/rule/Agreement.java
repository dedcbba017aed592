package dev.millrace.monitoring.drift.rule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the windows of a generation agree so far.
 *
 * @param windows completed
 * @param streak windows in a row, up to the last one, that drifted
 * @param calm windows in a row, up to the last one, that did not
 * @param announcedAt end of the window with which drift was published last; null when it was not, or has gone since
 */
public record Agreement(
        long windows, int streak, int calm, @Nullable Instant announcedAt) {

    public static final Agreement NONE = new Agreement(0, 0, 0, null);

    /** Drift that stays is published again: what was suppressed by a cool-down must get its answer after it. */
    private static final Duration REMINDER = Duration.ofHours(1);

    public boolean announced() {
        return announcedAt != null;
    }

    /** After a window was judged; drift that was published is forgotten when as many windows are calm. */
    public Agreement after(DriftLevel level, int windowsInARow, Instant end) {
        boolean drifted = level == DriftLevel.DRIFT;
        int agreeing = drifted ? streak + 1 : 0;
        int quiet = drifted ? 0 : calm + 1;
        Instant last = quiet >= windowsInARow ? null : announcedAt;
        boolean due = agreeing >= windowsInARow && (last == null || !end.isBefore(last.plus(REMINDER)));
        return new Agreement(windows + 1, agreeing, quiet, due ? end : last);
    }

    /** Whether the last window is the one with which drift is published. */
    public boolean announces(Agreement before) {
        return announcedAt != null && !announcedAt.equals(before.announcedAt);
    }
}
