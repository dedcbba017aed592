package dev.millrace.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contracts.FeedbackReceived;
import dev.millrace.contracts.Topics;
import dev.millrace.embedded.EmbeddedInfrastructure;
import dev.millrace.embedded.Ports;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.messaging.trail.Spans;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.MemoryRegistry;
import dev.millrace.messaging.wire.SchemaIds;
import dev.millrace.messaging.wire.Schemas;
import dev.millrace.messaging.wire.Signatures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

class DirectKafkaPublisherTests {

    private static final Instant OBSERVED = Instant.parse("2026-11-01T10:00:00Z");
    private static final Lineage LINEAGE = new Lineage("label-p1", null, 0);

    private final MemoryRegistry registry = new MemoryRegistry();
    private final SchemaIds ids = new SchemaIds(registry, registry, true, Duration.ZERO, System::nanoTime);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void agreeOnSchemas() {
        Schemas.trustContracts();
        ids.agree(Topics.ALL);
    }

    @Test
    void givesTheSameIdAndBytesToTheSameContentAndAnotherIdToAnyOther() {
        try (var publisher = publisher(EmbeddedInfrastructure.bootstrapServers())) {
            var label = label("1", OBSERVED);
            var again = label("1", OBSERVED);
            var later = label("1", OBSERVED.plusSeconds(1));
            for (var each : List.of(label, again, later)) {
                send(publisher, each).join();
            }

            assertThat(Codec.body(Topics.FEEDBACK_RECEIVED, again))
                    .isEqualTo(Codec.body(Topics.FEEDBACK_RECEIVED, label));
            assertThat(later.getEventId()).isNotEqualTo(label.getEventId());
            assertThat(later.getAggregateId()).startsWith("monitoring:labels:p1@");
        }
    }

    @Test
    void sendsWhatIsBufferedBeforeItCloses() {
        var sent = new ArrayList<CompletableFuture<Void>>();
        try (var publisher = publisher(EmbeddedInfrastructure.bootstrapServers())) {
            for (int i = 0; i < 500; i++) {
                sent.add(send(publisher, label(Integer.toString(i), null)));
            }
        }

        assertThat(sent).allSatisfy(each -> assertThat(each).isCompleted());
    }

    @Test
    void saysSoonThatTheBrokerIsAwayAndCountsWhatWasNotSent() {
        try (var publisher = publisher("127.0.0.1:" + Ports.free())) {
            assertThatThrownBy(() -> publisher.partitions(Topics.FEEDBACK_RECEIVED))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("BROKER_UNAVAILABLE");
            assertThat(send(publisher, label("1", null)))
                    .failsWithin(KafkaSettings.DIRECT_PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(UnavailableException.class);
        }
        assertThat(meters.counter("millrace.messaging.unsent", "topic", "feedback.received")
                        .count())
                .isEqualTo(1);
    }

    private DirectKafkaPublisher publisher(String bootstrapServers) {
        var connection = Map.<String, Object>of("bootstrap.servers", bootstrapServers);
        var transport = new KafkaTransport(
                new DefaultKafkaProducerFactory<>(KafkaSettings.directProducer(connection, "direct")),
                new ParkingTopics(connection),
                new Codec(ids),
                Signatures.NONE,
                "monitoring",
                Spans.none(),
                Clock.systemUTC());
        return new DirectKafkaPublisher(transport, "monitoring:instance:1", Clock.systemUTC(), meters);
    }

    private static CompletableFuture<Void> send(DirectKafkaPublisher publisher, FeedbackReceived label) {
        return publisher.sendOnce(Topics.FEEDBACK_RECEIVED, label, null, LINEAGE, "monitoring:labels:p1");
    }

    private static FeedbackReceived label(String value, @Nullable Instant occurredAt) {
        var label = new FeedbackReceived();
        label.setModel("taxi-tips");
        label.setPredictionId("p1");
        label.setLabel(value);
        label.setObservedAt(OBSERVED);
        if (occurredAt != null) {
            label.setOccurredAt(occurredAt);
        }
        return label;
    }
}
