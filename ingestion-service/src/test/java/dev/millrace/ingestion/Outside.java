package dev.millrace.ingestion;

import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Mode;
import dev.millrace.contracts.Topics;
import dev.millrace.embedded.EmbeddedInfrastructure;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.RegistryException;
import dev.millrace.messaging.wire.Schemas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fixture: a producer outside Millrace. */
public final class Outside {

    private static final long PATIENCE_SECONDS = 60;

    private Outside() {}

    /** An announcement that says no more than it must. */
    public static DataArrived announcement(String eventId, String dataset, String file) {
        var event = new DataArrived();
        event.setEventId(eventId);
        event.setAggregateId("airflow");
        event.setProject("default");
        event.setCascadeId("");
        event.setOccurredAt(Instant.EPOCH);
        event.setDataset(dataset);
        event.setContentDigest("");
        event.setParts(List.of());
        event.setFormat("");
        event.setSourceKind("");
        event.setSourceName("");
        event.setMode(Mode.APPEND);
        event.setColumns(List.of());
        event.setArrivedBy("");
        event.setFile(file);
        return event;
    }

    /** As it goes over the wire, once the service has agreed with the registry on its schemas. */
    public static byte[] framed(Codec codec, DataArrived event) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                return codec.frame(Schemas.fingerprint(Topics.DATA_ARRIVED), Codec.body(Topics.DATA_ARRIVED, event));
            } catch (RegistryException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                Thread.onSpinWait();
            }
        }
    }

    public static void send(String key, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", EmbeddedInfrastructure.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.DATA_ARRIVED.name(), key.getBytes(StandardCharsets.UTF_8), value))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
