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
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two listeners of one topic. */
class DeliveriesTests {

    private static final Duration LIMIT = Duration.ofMillis(300);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final MemoryRegistry registry = new MemoryRegistry();
    private final SchemaIds ids = new SchemaIds(registry, registry, true, Duration.ZERO, System::nanoTime);
    private final Codec codec = new Codec(ids);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private final MemoryParking parking = new MemoryParking(Instant.EPOCH);
    private final Listener first = new Listener("First");
    private final Listener second = new Listener("Second");
    private final Deliveries deliveries = new Deliveries(
            List.of(first, second),
            new EventReader(codec, Signatures.NONE),
            new FailurePolicy(parking, new RecordProjects(codec), meters),
            new HandOverTimes(meters, clock),
            Spans.none(),
            threads,
            LIMIT);

    @BeforeEach
    void agreeOnSchemas() {
        Schemas.trustContracts();
        ids.agree(Topics.ALL);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void parksWhatOneListenerCannotHandleForThatOneAlone() {
        first.trouble = received -> {
            throw new IllegalArgumentException("no such column");
        };

        deliveries.deliver(arrived(1));

        assertThat(second.handled).containsExactly(1L);
        assertThat(first.calls).hasSize(5);
        assertThat(parking.list(MemoryParking.PROJECTS, null, null, 10))
                .singleElement()
                .satisfies(parked -> {
                    assertThat(parked.listener()).isEqualTo("First");
                    assertThat(parked.reason().code()).isEqualTo("HANDLER_FAILED");
                });
    }

    @Test
    void triesAParkedRecordAgainOnlyWithTheListenerThatCouldNotHandleIt() {
        first.trouble = received -> {
            throw new ParkedException("AGGREGATE_UNKNOWN", "not yet", true);
        };
        deliveries.deliver(arrived(1));
        first.trouble = received -> {};

        new ParkedSweep(parking, deliveries, Duration.ofMinutes(10), clock, meters).sweep();

        assertThat(first.handled).containsExactly(1L);
        assertThat(second.calls).containsExactly(1L);
        assertThat(parking.total(MemoryParking.PROJECTS, null)).isZero();
    }

    @Test
    void handsARecordToTheOthersWhileOneListenerWaits() {
        first.trouble = received -> {
            throw new UncheckedIOException(new IOException("away"));
        };

        assertThatThrownBy(() -> deliveries.deliver(arrived(1))).hasMessageContaining("away");

        assertThat(second.handled).containsExactly(1L);
        assertThat(parking.total(MemoryParking.PROJECTS, null)).isZero();
    }

    @Test
    void parksWhatNoListenerCanReadOnce() {
        deliveries.deliver(
                new ConsumerRecord<>("data.arrived", 0, 1, new byte[0], "no event".getBytes(StandardCharsets.UTF_8)));

        assertThat(parking.list(MemoryParking.PROJECTS, null, null, 10))
                .singleElement()
                .satisfies(parked -> assertThat(parked.listener()).isEmpty());
        assertThat(first.calls).isEmpty();
    }

    @Test
    void parksNothingThatWasCommittedBeforeTheListenerWasInterrupted() {
        var committed = new AtomicBoolean();
        first.trouble = received -> {
            if (!committed.getAndSet(true)) {
                hang();
            }
        };

        deliveries.deliver(arrived(1));

        assertThat(parking.total(MemoryParking.PROJECTS, null)).isZero();
        assertThat(first.calls).hasSize(2);
    }

    @Test
    void parksNothingThatIsFinishedAlthoughItWasInterrupted() {
        first.trouble = received -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException finishedAllTheSame) {
                Thread.currentThread().interrupt();
            }
        };

        deliveries.deliver(arrived(1));

        assertThat(parking.total(MemoryParking.PROJECTS, null)).isZero();
        assertThat(first.calls).hasSize(1);
    }

    @Test
    void parksWhatTakesTooLong() {
        first.trouble = received -> hang();

        deliveries.deliver(arrived(1));

        assertThat(parking.list(MemoryParking.PROJECTS, null, null, 10))
                .singleElement()
                .satisfies(parked -> assertThat(parked.reason().code()).isEqualTo("HANDLER_TIMEOUT"));
        assertThat(second.handled).containsExactly(1L);
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ConsumerRecord<byte[], byte[]> arrived(long version) {
        var body = Codec.body(Topics.DATA_ARRIVED, Events.arrived("trips", version));
        var value = codec.frame(Schemas.fingerprint(Topics.DATA_ARRIVED), body);
        return new ConsumerRecord<>("data.arrived", 0, version, "trips".getBytes(StandardCharsets.UTF_8), value);
    }

    /** Does what a test wants before it takes note of the event. */
    private static final class Listener implements EventListener<DataArrived> {

        private final String name;
        private final ConcurrentLinkedQueue<Long> calls = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Long> handled = new ConcurrentLinkedQueue<>();
        private volatile Consumer<Received<DataArrived>> trouble = received -> {};

        Listener(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Topic<DataArrived> topic() {
            return Topics.DATA_ARRIVED;
        }

        @Override
        public void on(Received<DataArrived> received) {
            calls.add(received.event().getVersion());
            trouble.accept(received);
            handled.add(received.event().getVersion());
        }
    }
}
