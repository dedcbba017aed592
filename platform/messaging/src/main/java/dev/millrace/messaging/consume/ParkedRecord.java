package dev.millrace.messaging.consume;

import dev.millrace.contracts.Topic;
import dev.millrace.messaging.EventIds;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.wire.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A record that a listener could not handle, byte for byte.
 *
 * @param listener the name of the listener; empty where the record can be read by none
 * @param attempts at handling it since it was parked
 * @param treatment what a person did with it last; null where nobody did anything
 */
public record ParkedRecord(
        Place place,
        String listener,
        Content content,
        Reason reason,
        Instant parkedAt,
        Status status,
        int attempts,
        @Nullable Treatment treatment) {

    /** Where it was read. */
    public record Place(String topic, int partition, long offset, long timestamp) {}

    /**
     * What it holds.
     *
     * @param project whose record it is; {@link #NO_PROJECT} where it cannot tell
     * @param key in Base64; null where the record had none
     * @param value in Base64; null where the record had none
     * @param signature in Base64; null where the record had none
     */
    public record Content(
            String project,
            @Nullable String key,
            @Nullable String value,
            @Nullable String signature) {

        /** Tells records apart that were read at the same place, because the topic was made anew in between. */
        String digest() {
            var both = (key + " " + value).getBytes(StandardCharsets.US_ASCII);
            return EventIds.sha256(both).substring(0, 12);
        }
    }

    /**
     * Why it is parked.
     *
     * @param retried whether time may cure it
     */
    public record Reason(String code, String detail, boolean retried) {}

    /**
     * What a person did with it.
     *
     * @param reason why; empty where they did not say
     */
    public record Treatment(String by, String reason) {}

    /** What became of it. */
    public enum Status {
        PARKED,
        HANDLED,
        DISCARDED
    }

    /** The project of a record that cannot be read: administrators take care of it. */
    public static final String NO_PROJECT = "";

    /** The order in which parked records are listed. */
    public static final Comparator<ParkedRecord> LAST_PARKED_FIRST = Comparator.comparing(ParkedRecord::parkedAt)
            .thenComparing(ParkedRecord::id)
            .reversed();

    private static final int DETAIL = 500;

    public static ParkedRecord of(
            ConsumerRecord<byte[], byte[]> from, String project, String listener, ParkedException why, Instant at) {
        var signature = from.headers().lastHeader(Signatures.HEADER);
        return new ParkedRecord(
                new Place(from.topic(), from.partition(), from.offset(), from.timestamp()),
                listener,
                new Content(
                        project,
                        text(from.key()),
                        text(from.value()),
                        text(signature == null ? null : signature.value())),
                new Reason(why.code(), cut(why.getMessage()), why.retried()),
                at,
                Status.PARKED,
                0,
                null);
    }

    /** Topic, partition, offset, a digest of the content, and the listener. */
    public String id() {
        var id = "%s-%d-%d-%s".formatted(place.topic(), place.partition(), place.offset(), content.digest());
        return listener.isEmpty() ? id : id + "-" + listener;
    }

    /** @param by null where it was tried again without anybody's doing */
    public ParkedRecord tried(Status newStatus, String newDetail, @Nullable Treatment by) {
        var why = new Reason(reason.code(), cut(newDetail), reason.retried());
        return new ParkedRecord(
                place, listener, content, why, parkedAt, newStatus, attempts + 1, by == null ? treatment : by);
    }

    /** As it was polled, without the headers that decide nothing. */
    ConsumerRecord<byte[], byte[]> asPolled() {
        var headers = new RecordHeaders();
        if (content.signature() != null) {
            headers.add(Signatures.HEADER, bytes(content.signature()));
        }
        return new ConsumerRecord<>(
                place.topic(),
                place.partition(),
                place.offset(),
                place.timestamp(),
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                bytes(content.key()),
                bytes(content.value()),
                headers,
                Optional.empty());
    }

    /** The copy for the parking topic of the service that could not handle it. */
    public OutboxEntry.DeadLetter letter(String service) {
        return new OutboxEntry.DeadLetter(
                "letter",
                Topic.parkingTopic(place.topic(), service),
                binary(content.key()),
                binary(content.value()),
                reason.code(),
                id());
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
