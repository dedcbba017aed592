package dev.millrace.messaging.wire;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topic.Writers;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.EventIds;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.ParkedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Writes and reads the fields that every event starts with. */
public final class Envelopes {

    private Envelopes() {}

    /** Fills the envelope of an event of {@code aggregateId}; {@code pipeline} is left to whoever made the event. */
    public static void stamp(
            SpecificRecord event, String aggregateId, long sequence, String project, Lineage lineage, Instant at) {
        put(event, "eventId", EventIds.of(aggregateId, sequence));
        put(event, "aggregateId", aggregateId);
        put(event, "sequence", sequence);
        put(event, "project", project);
        put(event, "cascadeId", lineage.cascadeId());
        put(event, "causationId", lineage.causationId());
        put(event, "hop", lineage.hop());
        put(event, "occurredAt", at.truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * The envelope of an event of the topic. On topics that are open to anybody, an event whose {@code aggregateId} has no colon
     * comes from outside; all others are events of Millrace's own, with the id that its rule gives.
     *
     * @param appendedAt when the broker got the record
     * @throws ParkedException where the envelope is not as promised
     */
    public static Envelope read(Topic<?> topic, SpecificRecord event, Instant appendedAt) {
        var envelope = asPublished(event);
        boolean ours = envelope.aggregateId().contains(":");
        if (topic.writers() == Writers.ANYBODY && !ours) {
            return OutsideEnvelope.filledIn(envelope, appendedAt);
        }
        if (!envelope.eventId().equals(EventIds.of(envelope.aggregateId(), envelope.sequence()))) {
            throw new ParkedException("EVENT_ID", notOurs(topic, envelope), false);
        }
        return envelope;
    }

    private static String notOurs(Topic<?> topic, Envelope envelope) {
        return switch (topic.writers()) {
            case ANYBODY ->
                ("aggregateId '%s' has a colon, as only those of Millrace's own events have, and eventId is not the hash over "
                                + "aggregateId and sequence that they have. A producer outside leaves aggregateId out, or puts "
                                + "its own name there, without a colon")
                        .formatted(envelope.aggregateId());
            case MILLRACE ->
                "eventId is not the hash over aggregateId and sequence. Only Millrace itself publishes on "
                        + topic.name();
        };
    }

    private static Envelope asPublished(SpecificRecord event) {
        return new Envelope(
                text(event, "eventId"),
                text(event, "aggregateId"),
                (Long) get(event, "sequence"),
                text(event, "project"),
                optional(event, "pipeline"),
                text(event, "cascadeId"),
                optional(event, "causationId"),
                (Integer) get(event, "hop"),
                (Instant) get(event, "occurredAt"));
    }

    /** Whose event it is, whatever else of its envelope may be wrong; empty where it names no project. */
    public static Optional<String> project(SpecificRecord event) {
        return Optional.of(text(event, "project")).filter(OutsideEnvelope::isProject);
    }

    /** The pipeline that an event belongs to; null where it belongs to none. */
    public static @Nullable String pipeline(SpecificRecord event) {
        return optional(event, "pipeline");
    }

    /** The record's key, as the payload repeats it. */
    public static String key(Topic<?> topic, SpecificRecord event) {
        return text(event, topic.keyField());
    }

    private static void put(SpecificRecord event, String field, @Nullable Object value) {
        event.put(event.getSchema().getField(field).pos(), value);
    }

    private static Object get(SpecificRecord event, String field) {
        return event.get(event.getSchema().getField(field).pos());
    }

    private static String text(SpecificRecord event, String field) {
        return get(event, field).toString();
    }

    @SuppressWarnings("NullAway") // Avro's get is not annotated, and this field is a union with null.
    private static @Nullable String optional(SpecificRecord event, String field) {
        var value = get(event, field);
        return value == null ? null : value.toString();
    }
}
