package dev.millrace.messaging.consume;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.failure.Failure;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.Envelopes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a record into an event that keeps its topic's promises, or says which promise it breaks. */
public final class EventReader {

    private static final Logger log = LoggerFactory.getLogger(EventReader.class);
    private static final int HEADERS = 64;
    private static final int KEY_BYTES = 1024;

    private final Codec codec;

    public EventReader(Codec codec) {
        this.codec = codec;
    }

    /**
     * @throws ParkedException when the record is no event of the topic
     */
    public <E extends SpecificRecord> Received<E> read(Topic<E> topic, ConsumerRecord<byte[], byte[]> from) {
        try {
            return checked(topic, from);
        } catch (RuntimeException e) {
            throw switch (Failure.of(e)) {
                case Failure.Wait outage -> e;
                case Failure.Refuse(var why) -> why;
                case Failure.Defect(var cause) -> unreadable(cause);
            };
        }
    }

    /** There is no end to what a decoder can throw at bytes that somebody else has made. */
    private static ParkedException unreadable(Throwable cause) {
        log.warn("A record cannot be read for a reason that has no code of its own", cause);
        return new ParkedException("UNREADABLE", String.valueOf(cause.getMessage()), false);
    }

    private <E extends SpecificRecord> Received<E> checked(Topic<E> topic, ConsumerRecord<byte[], byte[]> from) {
        checkHeaders(from);
        E event = codec.decode(topic, from.value());
        var envelope = Envelopes.read(event);
        var key = Envelopes.key(topic, event);
        byte[] recordKey = from.key();
        if (recordKey == null
                || recordKey.length > KEY_BYTES
                || !key.equals(new String(recordKey, StandardCharsets.UTF_8))) {
            throw new ParkedException("KEY_MISMATCH", "the record's key is not its field " + topic.keyField(), false);
        }
        var appendedAt = Instant.ofEpochMilli(from.timestamp());
        return new Received<>(event, envelope, key, from.topic(), from.partition(), from.offset(), appendedAt);
    }

    /** Headers decide nothing here, but so many of them are a mistake or an attack. */
    private static void checkHeaders(ConsumerRecord<byte[], byte[]> from) {
        if (from.headers().toArray().length > HEADERS) {
            throw new ParkedException("HEADERS_TOO_LARGE", "more than %d headers".formatted(HEADERS), false);
        }
    }
}
