package dev.millrace.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The fields that every event starts with. Of an event that a producer outside Millrace has published, those that it left out
 * are filled in.
 *
 * @param eventId as published
 * @param aggregateId {@code service:collection:id}; of an event from outside, {@code outside:<producer>:<eventId>}
 * @param sequence 1 for an event from outside, which is the only one of its aggregate
 */
public record Envelope(
        String eventId,
        String aggregateId,
        long sequence,
        String project,
        @Nullable String pipeline,
        String cascadeId,
        @Nullable String causationId,
        int hop,
        Instant occurredAt) {

    private static final String OUTSIDE = "outside:";

    /** The aggregate of an event from outside. A producer's name has no colon, so no two events share one. */
    public static String outsideAggregate(String producer, String eventId) {
        return OUTSIDE + producer + ":" + eventId;
    }

    /** Whether a producer outside Millrace has published the event: nothing that it says has been verified yet. */
    public boolean outside() {
        return isOutside(aggregateId);
    }

    /** Whether this is the aggregate of an event from outside. */
    public static boolean isOutside(String aggregateId) {
        return aggregateId.startsWith(OUTSIDE);
    }

    /** The name that a producer outside gives itself; empty where it gives none, and for events of Millrace. */
    public String producer() {
        return outside() ? aggregateId.substring(OUTSIDE.length(), aggregateId.indexOf(':', OUTSIDE.length())) : "";
    }

    /** The lineage of whatever this event causes. */
    public Lineage effect() {
        return new Lineage(cascadeId, eventId, hop + 1);
    }
}
