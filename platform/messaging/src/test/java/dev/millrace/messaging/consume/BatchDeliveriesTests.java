package dev.millrace.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.BatchListener;
import dev.millrace.messaging.Events;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.MemoryRegistry;
import dev.millrace.messaging.wire.SchemaIds;
import dev.millrace.messaging.wire.Schemas;
import dev.millrace.messaging.wire.Signatures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchDeliveriesTests {

    private final MemoryRegistry registry = new MemoryRegistry();
    private final SchemaIds ids = new SchemaIds(registry, registry, true, Duration.ZERO, System::nanoTime);
    private final Codec codec = new Codec(ids);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryParking parking = new MemoryParking(Instant.EPOCH);
    private final Arrivals arrivals = new Arrivals();
    private final BatchDeliveries deliveries = new BatchDeliveries(
            List.of(arrivals),
            new EventReader(codec, Signatures.NONE),
            new FailurePolicy(parking, new RecordProjects(codec), meters));

    @BeforeEach
    void agreeOnSchemas() {
        Schemas.trustContracts();
        ids.agree(Topics.ALL);
    }

    @Test
    void parksOnlyTheRecordThatFailsEachTime() {
        arrivals.failures.put(2L, new IllegalArgumentException("no such column"));

        deliveries.deliver(arrived(1, 2, 3));

        assertThat(arrivals.handled).containsExactly(1L, 3L);
        assertThat(parking.list(MemoryParking.PROJECTS, null, null, 10))
                .singleElement()
                .satisfies(parked -> {
                    assertThat(parked.place().offset()).isEqualTo(2);
                    assertThat(parked.reason().code()).isEqualTo("HANDLER_FAILED");
                    assertThat(parked.reason().detail()).isEqualTo("no such column");
                });
        assertThat(arrivals.batches).containsExactly(3, 3, 3, 3, 3, 1, 1, 1);
    }

    @Test
    void parksWhatTheListenerRefusesUnderItsOwnCode() {
        arrivals.failures.put(1L, new ParkedException("ILLEGAL_TRANSITION", "too early", false));

        deliveries.deliver(arrived(1, 2));

        assertThat(parking.list(MemoryParking.PROJECTS, null, null, 10))
                .extracting(parked -> parked.reason().code())
                .containsExactly("ILLEGAL_TRANSITION");
        assertThat(arrivals.handled).containsExactly(2L);
    }

    @Test
    void waitsForWhatItStandsOnAndParksNothing() {
        arrivals.failures.put(2L, new UncheckedIOException(new IOException("away")));

        assertThatThrownBy(() -> deliveries.deliver(arrived(1, 2))).hasMessageContaining("away");

        assertThat(parking.total(MemoryParking.PROJECTS, null)).isZero();
    }

    @Test
    void parksOnlyTheRecordWhoseSchemaIsNoneOfAvro() {
        int protobuf = registry.register("foreign-value", "syntax = \"proto3\"; message DataArrived {}");
        var polled = new ArrayList<>(arrived(1, 3));
        polled.add(1, record(2, protobuf, new byte[] {0, 1, 2}));

        deliveries.deliver(polled);

        assertThat(arrivals.handled).containsExactly(1L, 3L);
        assertThat(codes()).containsExactly("SCHEMA_INCOMPATIBLE");
    }

    @Test
    void parksOnlyTheRecordThatLacksAFieldWhoseDefaultDoesNotFit() {
        int other = registry.register("foreign-value", """
                {"type": "record", "name": "DataArrived", "namespace": "dev.millrace.contracts", "fields": [
                  {"name": "eventId", "type": "string", "default": 7}]}""");
        var polled = new ArrayList<>(arrived(1, 3));
        polled.add(1, record(2, other, new byte[] {2, 'x'}));

        deliveries.deliver(polled);

        assertThat(arrivals.handled).containsExactly(1L, 3L);
        assertThat(codes()).containsExactly("SCHEMA_INCOMPATIBLE");
    }

    private List<String> codes() {
        return parking.list(MemoryParking.PROJECTS, null, null, 10).stream()
                .map(parked -> parked.reason().code())
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, int schema, byte[] body) {
        var value = ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(schema)
                .put(body);
        return new ConsumerRecord<>("data.arrived", 0, offset, "trips".getBytes(StandardCharsets.UTF_8), value.array());
    }

    @Test
    void countsARecordThatComesAgainOnce() {
        arrivals.failures.put(2L, new IllegalArgumentException("no such column"));

        deliveries.deliver(arrived(2));
        deliveries.deliver(arrived(2));

        assertThat(meters.counter("millrace.messaging.parked", "topic", "data.arrived", "code", "HANDLER_FAILED")
                        .count())
                .isEqualTo(1);
    }

    private List<ConsumerRecord<byte[], byte[]>> arrived(long... versions) {
        return LongStream.of(versions).mapToObj(this::record).toList();
    }

    private ConsumerRecord<byte[], byte[]> record(long version) {
        var body = Codec.body(Topics.DATA_ARRIVED, Events.arrived("trips", version));
        var value = codec.frame(Schemas.fingerprint(Topics.DATA_ARRIVED), body);
        return new ConsumerRecord<>("data.arrived", 0, version, "trips".getBytes(StandardCharsets.UTF_8), value);
    }

    /** A batch is handled as a whole or not at all. */
    private static final class Arrivals implements BatchListener<DataArrived> {

        private final Map<Long, RuntimeException> failures = new HashMap<>();
        private final List<Integer> batches = new ArrayList<>();
        private final List<Long> handled = new ArrayList<>();

        @Override
        public Topic<DataArrived> topic() {
            return Topics.DATA_ARRIVED;
        }

        @Override
        public void on(int partition, List<Received<DataArrived>> batch) {
            batches.add(batch.size());
            var versions = batch.stream().map(each -> each.event().getVersion()).toList();
            versions.stream().filter(failures::containsKey).findFirst().ifPresent(version -> {
                throw failures.get(version);
            });
            handled.addAll(versions);
        }
    }
}
