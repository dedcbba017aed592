package dev.millrace.messaging.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How a consumer polls: it wakes seldom while nothing comes. For a moment after records it waits less, so that their
 * offsets are committed and a table's end is seen; where records may gather, it pauses after a poll that brought some.
 */
final class Pace {

    static final Duration LIVELY_POLL = Duration.ofMillis(250);
    private static final Duration LIVELY = Duration.ofSeconds(1);

    private final Duration gathering;
    private final LongSupplier nanos;
    private long broughtAt;
    private boolean brought;

    /**
     * @param gathering the pause after a poll that brought records
     * @param nanos a monotonic clock
     */
    Pace(Duration gathering, LongSupplier nanos) {
        this.gathering = gathering;
        this.nanos = nanos;
        this.broughtAt = nanos.getAsLong();
    }

    Duration pause() {
        return brought ? gathering : Duration.ZERO;
    }

    Duration timeout(Duration asked) {
        boolean lively = nanos.getAsLong() - broughtAt < LIVELY.toNanos();
        return lively && asked.compareTo(LIVELY_POLL) > 0 ? LIVELY_POLL : asked;
    }

    void polled(boolean records) {
        brought = records;
        if (records) {
            broughtAt = nanos.getAsLong();
        }
    }
}
