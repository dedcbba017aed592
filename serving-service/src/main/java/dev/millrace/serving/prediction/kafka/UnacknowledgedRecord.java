package dev.millrace.serving.prediction.kafka;

import dev.millrace.messaging.DirectPublisher.Stamped;
import java.time.Duration;

/**
 * A record of the prediction log until the broker has it.
 *
 * @param rows predictions in it
 * @param droppedBefore what it tells about rows that were dropped before it
 * @param memory what it takes of the buffer
 * @param dueNanos when to try again, by {@link System#nanoTime}
 */
record UnacknowledgedRecord(Stamped event, int rows, long droppedBefore, long memory, Duration pause, long dueNanos) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    static UnacknowledgedRecord of(Stamped event, int rows, long droppedBefore, long memory) {
        return new UnacknowledgedRecord(event, rows, droppedBefore, memory, FIRST_PAUSE, 0);
    }

    UnacknowledgedRecord failedAt(long nanos) {
        var longer = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        return new UnacknowledgedRecord(event, rows, droppedBefore, memory, longer, nanos + pause.toNanos());
    }

    boolean isDue(long nanos) {
        return nanos - dueNanos >= 0;
    }
}
