package dev.millrace.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.ListeningProperties.GroupProtocol;
import dev.millrace.messaging.consume.Deliveries;
import dev.millrace.messaging.consume.EventReader;
import dev.millrace.messaging.consume.FailurePolicy;
import dev.millrace.messaging.consume.HandOverTimes;
import dev.millrace.messaging.consume.MemoryParking;
import dev.millrace.messaging.consume.RecordProjects;
import dev.millrace.messaging.lifecycle.Waits;
import dev.millrace.messaging.trail.Spans;
import dev.millrace.messaging.wire.Codec;
import dev.millrace.messaging.wire.MemoryRegistry;
import dev.millrace.messaging.wire.SchemaIds;
import dev.millrace.messaging.wire.Signatures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

class ListenerContainersTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aConsumerIsStuckOnlyOnceItHasLostItsPartitionsToOthers() {
        assertThat(stuckAfter(Map.of())).isEqualTo(Duration.ofMinutes(5));
        assertThat(stuckAfter(Map.of(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 1_200_000)))
                .isEqualTo(Duration.ofMinutes(20));
    }

    /** As Spring Kafka reckons it: from the last poll, in poll timeouts. */
    private Duration stuckAfter(Map<String, Object> deployment) {
        var consumer = KafkaSettings.consumer(deployment, "test");
        var containers = new ListenerContainers(
                "test",
                new KafkaClients(
                        new DefaultKafkaProducerFactory<>(deployment),
                        new DefaultKafkaConsumerFactory<>(deployment),
                        new KafkaAdmin(deployment)),
                consumer,
                KafkaSettings.member(consumer, "test-1", GroupProtocol.CLASSIC, Duration.ofSeconds(15)),
                1,
                Duration.ZERO,
                policy(),
                new Waits(meters, System::nanoTime),
                new SimpleAsyncTaskScheduler(),
                event -> {});
        var properties =
                containers.shared(List.of("data.arrived"), deliveries()).getContainerProperties();
        return Duration.ofMillis((long) (properties.getPollTimeout() * properties.getNoPollThreshold()));
    }

    private static Codec codec() {
        var registry = new MemoryRegistry();
        return new Codec(new SchemaIds(registry, registry, true, Duration.ZERO, System::nanoTime));
    }

    private FailurePolicy policy() {
        return new FailurePolicy(new MemoryParking(Instant.EPOCH), new RecordProjects(codec()), meters);
    }

    private Deliveries deliveries() {
        return new Deliveries(
                List.of(),
                new EventReader(codec(), Signatures.NONE),
                policy(),
                new HandOverTimes(meters, Clock.systemUTC()),
                Spans.none(),
                ForkJoinPool.commonPool(),
                Duration.ofSeconds(1));
    }
}
