package dev.millrace.messaging.kafka;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.commit.Transport;
import dev.millrace.messaging.trail.Spans;
import dev.millrace.messaging.trail.TraceIds;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Publishes with CloudEvents headers; what is sent follows from the entry alone, so sending it again sends the same. */
final class KafkaTransport implements Transport, AutoCloseable {

    /** For the broker to acknowledge what is on its way when the service is told to stop. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final ParkingTopics parking;
    private final Codec codec;
    private final Signatures signatures;
    private final String service;
    private final Spans spans;
    private final Clock clock;

    /**
     * @param producers of one producer, which is made when it is needed first and closed with this
     * @param spans record each event that goes where its key says; bulk records that name their partition have none
     */
    KafkaTransport(
            DefaultKafkaProducerFactory<byte[], byte[]> producers,
            ParkingTopics parking,
            Codec codec,
            Signatures signatures,
            String service,
            Spans spans,
            Clock clock) {
        this.producers = producers;
        producers.setPhysicalCloseTimeout(Math.toIntExact(FAREWELL.toSeconds()));
        this.kafka = new KafkaTemplate<>(producers);
        this.parking = parking;
        this.codec = codec;
        this.signatures = signatures;
        this.service = service;
        this.spans = spans;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<?> send(OutboxEntry.Event event) {
        return send(event, null);
    }

    CompletableFuture<?> send(OutboxEntry.Event event, @Nullable Integer partition) {
        byte[] value = codec.frame(event.fingerprint(), event.body().getData());
        byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
        var headers = headers(event);
        Topics.find(event.topic())
                .flatMap(topic -> signatures.of(topic, key, value))
                .ifPresent(signature -> add(headers, Signatures.HEADER, signature));
        var sent = kafka.send(new ProducerRecord<>(event.topic(), partition, null, key, value, headers));
        return partition == null ? sent.thenRun(() -> recordSpan(event)) : sent;
    }

    private void recordSpan(OutboxEntry.Event event) {
        spans.published(event.topic(), event.id(), event.lineage(), event.at(), clock.instant());
    }

    @Override
    public CompletableFuture<?> send(OutboxEntry.DeadLetter letter) {
        parking.require(letter.topic());
        var headers = new RecordHeaders();
        add(headers, "mr_parked_code", letter.code());
        add(headers, "mr_parked_id", letter.origin());
        add(headers, "mr_parked_by", service);
        return kafka.send(
                new ProducerRecord<>(letter.topic(), null, null, bytes(letter.key()), bytes(letter.value()), headers));
    }

    /** Sends what is buffered; what the broker has not acknowledged soon fails. */
    @Override
    public void close() {
        producers.destroy();
    }

    int partitions(String topic) {
        return kafka.partitionsFor(topic).size();
    }

    private RecordHeaders headers(OutboxEntry.Event event) {
        var headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", event.id());
        add(headers, "ce_type", event.type());
        add(headers, "ce_source", "/millrace/" + service);
        add(headers, "ce_time", event.at().toString());
        add(headers, "ce_subject", event.key());
        add(headers, "content-type", "application/avro");
        var cascade = event.lineage().cascadeId();
        add(headers, "traceparent", TraceIds.traceParent(cascade, event.id(), spans.recorded(cascade)));
        add(headers, "mr_cascade", cascade);
        return headers;
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("NullAway") // A record may lack key or value; Kafka's record is not annotated.
    private static byte[] bytes(@Nullable Binary binary) {
        return binary == null ? null : binary.getData();
    }
}
