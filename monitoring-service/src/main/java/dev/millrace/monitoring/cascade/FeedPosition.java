package dev.millrace.monitoring.cascade;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A place in the order in which events were recorded: the time in microseconds, and the event. */
public record FeedPosition(String text) {

    static FeedPosition of(Instant recordedAt, String key) {
        return new FeedPosition(before(recordedAt).text() + "-" + key);
    }

    /** Before all that was recorded from a time on. */
    static FeedPosition before(Instant time) {
        long micros = TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
        return new FeedPosition("%019d".formatted(micros));
    }
}
