package dev.millrace.messaging.jobs;

import java.time.Duration;

/** How long a job waits for its next attempt: half a second at first, then twice as long each time, up to half a minute. */
final class Pauses {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final int DOUBLED_AT_MOST = 6;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Pauses() {}

    static Duration after(int times) {
        var pause = FIRST.multipliedBy(1L << Math.clamp(times - 1L, 0, DOUBLED_AT_MOST));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
