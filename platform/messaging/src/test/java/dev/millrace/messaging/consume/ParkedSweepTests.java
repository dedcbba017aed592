package dev.millrace.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Events;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.trail.Spans;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.MemoryRegistry;
import dev.millrace.messaging.wire.SchemaIds;
import dev.millrace.messaging.wire.Schemas;
import dev.millrace.messaging.wire.Signatures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkedSweepTests {

    private static final ParkedRecord.Treatment ADA = new ParkedRecord.Treatment("ada", "no use");

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration RETRY_FOR = Duration.ofMinutes(10);

    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final MemoryRegistry registry = new MemoryRegistry();
    private final SchemaIds ids = new SchemaIds(registry, registry, true, Duration.ZERO, System::nanoTime);
    private final Codec codec = new Codec(ids);
    private final MemoryParking parking = new MemoryParking(NOW);
    private final Arrivals arrivals = new Arrivals();
    private String id = "";

    @BeforeEach
    void agreeOnSchemas() {
        Schemas.trustContracts();
        ids.agree(Topics.ALL);
    }

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void aRecordThatOnlyBatchesTakeStaysParkedAndSaysWhy() {
        park("inference.logged", true);

        sweep(NOW, List.of()).sweep();

        assertThat(parking.list(MemoryParking.PROJECTS, null, null, 1).getFirst())
                .satisfies(kept -> {
                    assertThat(kept.reason().code()).isEqualTo("SCHEMA_UNKNOWN");
                    assertThat(kept.reason().detail()).startsWith("TOO_LATE");
                });
    }

    @Test
    void handlesARecordOnceTimeHasCuredIt() {
        park("data.arrived", true);
        arrivals.failures.add(new ParkedException("AGGREGATE_UNKNOWN", "not yet", true));
        var sweep = sweep(NOW, List.of(arrivals));

        sweep.sweep();
        assertThat(parking.find(id)).hasValueSatisfying(waiting -> {
            assertThat(waiting.reason().detail()).isEqualTo("AGGREGATE_UNKNOWN: not yet");
            assertThat(waiting.attempts()).isEqualTo(1);
        });
        sweep.sweep();
        sweep.sweep();

        assertThat(parking.find(id)).hasValueSatisfying(handled -> {
            assertThat(handled.status()).isEqualTo(ParkedRecord.Status.HANDLED);
            assertThat(handled.attempts()).isEqualTo(2);
        });
        assertThat(arrivals.handled).containsExactly("trips");
    }

    @Test
    void leavesAloneWhatTimeDoesNotCureAndWhatWasParkedTooLongAgo() {
        park("data.arrived", false);
        sweep(NOW, List.of(arrivals)).sweep();
        park("data.validated", true);
        sweep(NOW.plus(RETRY_FOR), List.of(arrivals)).sweep();

        assertThat(parking.list(MemoryParking.PROJECTS, null, null, 2))
                .extracting(ParkedRecord::attempts)
                .containsExactly(0, 0);
    }

    @Test
    void countsNoAttemptWhileWhatItStandsOnIsAway() {
        park("data.arrived", true);
        arrivals.failures.add(new UncheckedIOException(new IOException("away")));
        var sweep = sweep(NOW, List.of(arrivals));

        assertThatThrownBy(sweep::sweep).hasMessageContaining("away");

        assertThat(parking.find(id).orElseThrow().attempts()).isZero();
    }

    @Test
    void saysWhatWentWrongWithoutNamesOfClasses() {
        park("data.arrived", true);
        arrivals.failures.add(new IllegalArgumentException("no such column"));

        sweep(NOW, List.of(arrivals)).sweep();

        assertThat(parking.find(id).orElseThrow().reason().detail()).isEqualTo("HANDLER_FAILED: no such column");
    }

    @Test
    void neitherTriesNorDiscardsWhatWasDiscarded() {
        park("data.arrived", true);
        var sweep = sweep(NOW, List.of(arrivals));

        assertThat(sweep.discard(id, ADA).orElseThrow().status()).isEqualTo(ParkedRecord.Status.DISCARDED);

        assertThat(sweep.discard(id, ADA)).isEmpty();
        assertThat(sweep.retry(id, ADA)).isEmpty();
        assertThat(sweep.retry("data.arrived-0-8", ADA)).isEmpty();
        assertThat(arrivals.handled).isEmpty();
    }

    private void park(String topic, boolean retried) {
        var event = Events.arrived("trips", 1);
        var value = codec.frame(Schemas.fingerprint(Topics.DATA_ARRIVED), Codec.body(Topics.DATA_ARRIVED, event));
        var polled = new ConsumerRecord<>(topic, 0, 7L, "trips".getBytes(StandardCharsets.UTF_8), value);
        var why = new ParkedException("SCHEMA_UNKNOWN", "nobody knows it", retried);
        parking.park(polled, "default", "", why);
        id = ParkedRecord.of(polled, "default", "", why, NOW).id();
    }

    private ParkedSweep sweep(Instant now, List<EventListener<?>> listeners) {
        var meters = new SimpleMeterRegistry();
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var deliveries = new Deliveries(
                listeners,
                new EventReader(codec, Signatures.NONE),
                new FailurePolicy(parking, new RecordProjects(codec), meters),
                new HandOverTimes(meters, clock),
                Spans.none(),
                threads,
                Duration.ofSeconds(10));
        return new ParkedSweep(parking, deliveries, RETRY_FOR, clock, meters);
    }

    /** Fails as often as it is told to. */
    private static final class Arrivals implements EventListener<DataArrived> {

        private final Deque<RuntimeException> failures = new ArrayDeque<>();
        private final List<String> handled = new ArrayList<>();

        @Override
        public Topic<DataArrived> topic() {
            return Topics.DATA_ARRIVED;
        }

        @Override
        public void on(Received<DataArrived> received) {
            if (!failures.isEmpty()) {
                throw failures.pop();
            }
            handled.add(received.event().getDataset());
        }
    }
}
