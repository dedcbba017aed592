package dev.millrace.drift.rule;

import java.time.Duration;

/**
 * How long windows last, and how often people hear of what lasts.
 *
 * @param atLeast how long a window lasts, however many rows it has by then
 * @param atMost after which a window is closed with the rows that there are
 * @param reminder after which an episode that lasts is told again
 */
public record WindowTimes(Duration atLeast, Duration atMost, Duration reminder) {

    public static final WindowTimes DEFAULT =
            new WindowTimes(Duration.ofMinutes(1), Duration.ofDays(1), Duration.ofHours(6));

    /** The same where a window need not last. */
    WindowTimes atOnce() {
        return new WindowTimes(Duration.ZERO, atMost, reminder);
    }
}
