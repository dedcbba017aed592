package dev.millrace.monitoring.cascade;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A timeline entry's place in the order in which entries were recorded, which streams follow. Also what lists a cascade
 * by the time it was first heard of.
 */
public record FeedItem(String id, String project, String cascadeId, String eventId) {

    static FeedItem of(Instant recordedAt, TimelineEntry entry) {
        return new FeedItem(
                position(recordedAt) + "-" + entry.eventId(), entry.project(), entry.cascadeId(), entry.eventId());
    }

    /** What every id of an item recorded from then on is at least. */
    static String position(Instant time) {
        long micros = TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
        return "%019d".formatted(micros);
    }
}
