package dev.millrace.messaging.consume;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.commit.OutboxEntry;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be handled, byte for byte.
 *
 * @param key in Base64; null where the record had none
 * @param value in Base64; null where the record had none
 * @param retried whether time may cure it
 * @param attempts at handling it since it was parked
 */
public record ParkedRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        @Nullable String key,
        @Nullable String value,
        String code,
        String detail,
        boolean retried,
        Instant parkedAt,
        Status status,
        int attempts) {

    /** What became of it. */
    public enum Status {
        PARKED,
        HANDLED,
        DISCARDED
    }

    private static final int DETAIL = 500;

    public static ParkedRecord of(ConsumerRecord<byte[], byte[]> from, ParkedException why, Instant at) {
        return new ParkedRecord(
                from.topic(),
                from.partition(),
                from.offset(),
                from.timestamp(),
                text(from.key()),
                text(from.value()),
                why.code(),
                cut(why.getMessage()),
                why.retried(),
                at,
                Status.PARKED,
                0);
    }

    public String id() {
        return id(topic, partition, offset);
    }

    static String id(String topic, int partition, long offset) {
        return topic + "-" + partition + "-" + offset;
    }

    public ParkedRecord tried(Status newStatus, String newDetail) {
        return new ParkedRecord(
                topic,
                partition,
                offset,
                timestamp,
                key,
                value,
                code,
                cut(newDetail),
                retried,
                parkedAt,
                newStatus,
                attempts + 1);
    }

    /** As it was polled, without headers: none of them means anything to us. */
    ConsumerRecord<byte[], byte[]> asPolled() {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                bytes(key),
                bytes(value),
                new RecordHeaders(),
                Optional.empty());
    }

    /** The copy for the parking topic of the service that could not handle it. */
    public OutboxEntry.DeadLetter letter(String service) {
        return new OutboxEntry.DeadLetter(
                "letter", Topic.parkingTopic(topic, service), binary(key), binary(value), code, id());
    }

    private static @Nullable Binary binary(@Nullable String text) {
        return text == null ? null : new Binary(bytes(text));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    @SuppressWarnings("NullAway") // Kafka's record takes nulls and is not annotated.
    private static byte[] bytes(@Nullable String text) {
        return text == null ? null : Base64.getDecoder().decode(text);
    }

    private static String cut(@Nullable String text) {
        var whole = text == null ? "" : text;
        return whole.length() <= DETAIL ? whole : whole.substring(0, DETAIL);
    }
}
