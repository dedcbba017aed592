package dev.millrace.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields that every event starts with. */
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

    /** The lineage of whatever this event causes. */
    public Lineage effect() {
        return new Lineage(cascadeId, eventId, hop + 1);
    }
}
