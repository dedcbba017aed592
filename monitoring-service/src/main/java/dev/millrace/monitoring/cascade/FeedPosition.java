package dev.millrace.monitoring.cascade;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** A place in the order in which events were recorded: the time in microseconds, and the event. */
public record FeedPosition(String text) {

    private static final int DIGITS = 19;

    static FeedPosition of(Instant recordedAt, String key) {
        return new FeedPosition(before(recordedAt).text() + "-" + key);
    }

    /** When it was recorded. */
    public Instant time() {
        return Instant.EPOCH.plus(Long.parseLong(text, 0, DIGITS, 10), ChronoUnit.MICROS);
    }

    /** Before all that was recorded from a time on. */
    static FeedPosition before(Instant time) {
        long micros = TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
        return new FeedPosition(("%0" + DIGITS + "d").formatted(micros));
    }
}
