package dev.millrace.messaging.consume;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.failure.Failure;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.Envelopes;
import dev.millrace.messaging.wire.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a record into an event that keeps its topic's promises, or says which promise it breaks. */
public final class EventReader {

    private static final Logger log = LoggerFactory.getLogger(EventReader.class);
    private static final int HEADERS = 64;
    private static final int KEY_BYTES = 1024;

    private final Codec codec;
    private final Signatures signatures;

    public EventReader(Codec codec, Signatures signatures) {
        this.codec = codec;
        this.signatures = signatures;
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
        var appendedAt = Instant.ofEpochMilli(from.timestamp());
        var envelope = Envelopes.read(topic, event, appendedAt);
        var key = Envelopes.key(topic, event);
        checkKey(topic, key, from.key());
        if (!envelope.outside()) {
            signatures.check(topic, from.key(), from.value(), signature(from));
        }
        return new Received<>(event, envelope, key, from.topic(), from.partition(), from.offset(), appendedAt);
    }

    private static void checkKey(Topic<?> topic, String key, byte @Nullable [] recordKey) {
        if (recordKey == null || recordKey.length > KEY_BYTES) {
            throw keyMismatch(
                    topic, key, recordKey == null ? "no key" : "a key of %d bytes".formatted(recordKey.length));
        }
        var text = new String(recordKey, StandardCharsets.UTF_8);
        if (!key.equals(text)) {
            throw keyMismatch(topic, key, "the key '" + text + "'");
        }
    }

    private static ParkedException keyMismatch(Topic<?> topic, String key, String came) {
        return new ParkedException(
                "KEY_MISMATCH",
                "The record has %s, and its field %s says '%s'. Send it with that as its key, in UTF-8"
                        .formatted(came, topic.keyField(), key),
                false);
    }

    private static byte @Nullable [] signature(ConsumerRecord<byte[], byte[]> from) {
        var header = from.headers().lastHeader(Signatures.HEADER);
        return header == null ? null : header.value();
    }

    /** All but the signature decide nothing here, but so many of them are a mistake or an attack. */
    private static void checkHeaders(ConsumerRecord<byte[], byte[]> from) {
        if (from.headers().toArray().length > HEADERS) {
            throw new ParkedException(
                    "HEADERS_TOO_LARGE",
                    "The record has more than %d headers. Send it with fewer; Millrace needs none".formatted(HEADERS),
                    false);
        }
    }
}
