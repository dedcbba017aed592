package dev.millrace.messaging.commit;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.faults.FaultPoint;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.EventIds;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.Schemas;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells events that an aggregate has applied from those that it has not. A source is one aggregate on one topic: its
 * events are in order there, and nothing is promised about its order across topics.
 */
final class Marks {

    private Marks() {}

    static String source(Received<?> received) {
        return received.topic() + "|" + received.envelope().aggregateId();
    }

    static boolean isOutside(String source) {
        return Envelope.isOutside(source.substring(source.indexOf('|') + 1));
    }

    static String partition(Received<?> received) {
        return received.topic() + "|" + received.partition();
    }

    static RecordPosition position(Received<?> received) {
        return new RecordPosition(received.offset(), received.appendedAt());
    }

    /**
     * Why the event has no effect any more; null where it has.
     *
     * @throws ParkedException EVENT_ID_CONFLICT when the event's id was used for another content; SOURCE_FORGOTTEN when a
     *     parked event is handled again and nobody knows whether it was applied
     */
    static @Nullable String ignored(AggregateDocument document, Received<?> received) {
        if (FaultPoint.DUPLICATE_IGNORED.skipped()) {
            return null;
        }
        long sequence = received.envelope().sequence();
        var events = document.handled().events();
        if (events.mayBeForgotten(source(received), partition(received), position(received))) {
            return forgotten(received);
        }
        var mark = events.of(source(received));
        if (sequence > mark.high() || (ParkedRetry.active() && mark.surelyMissed(sequence))) {
            return null;
        }
        if (sequence == mark.high() && conflicts(mark.digest(), digest(received))) {
            throw new ParkedException(
                    "EVENT_ID_CONFLICT",
                    "Event %s was applied before with another content. What is another event needs another eventId"
                            .formatted(received.envelope().eventId()),
                    false);
        }
        return "sequence %d is not above %d".formatted(sequence, mark.high());
    }

    private static String forgotten(Received<?> received) {
        if (ParkedRetry.active()) {
            throw new ParkedException(
                    "SOURCE_FORGOTTEN",
                    "%s has announced nothing else lately, so it is not known whether event %s was applied"
                            .formatted(
                                    received.envelope().aggregateId(),
                                    received.envelope().eventId()),
                    false);
        }
        return "later records of %s were applied".formatted(partition(received));
    }

    /** Content as read with today's schema, and which schema that is: another schema may read the same bytes differently. */
    static String digest(Received<?> received) {
        return Topics.find(received.topic())
                .map(topic -> digest(topic, received.event()))
                .orElse("");
    }

    private static <E extends SpecificRecord> String digest(Topic<E> topic, SpecificRecord event) {
        byte[] body = Codec.body(topic, topic.type().cast(event));
        return Schemas.fingerprint(topic) + ":" + EventIds.sha256(body).substring(0, 16);
    }

    private static boolean conflicts(String stored, String arrived) {
        int schema = stored.indexOf(':') + 1;
        return schema > 0 && arrived.startsWith(stored.substring(0, schema)) && !arrived.equals(stored);
    }
}
