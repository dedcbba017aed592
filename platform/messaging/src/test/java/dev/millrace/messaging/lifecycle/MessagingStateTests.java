package dev.millrace.messaging.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.NonResponsiveConsumerEvent;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

class MessagingStateTests {

    private final AtomicLong nanos = new AtomicLong(7);
    private final Waits waits = new Waits(new SimpleMeterRegistry(), nanos::get);
    private final MessagingState state = new MessagingState(false, List::of, waits, nanos::get);

    @Test
    void isDownUntilEverythingWasThereOnceAndSaysWhatIsMissing() {
        assertThat(state.health().getStatus()).isEqualTo(Status.DOWN);
        state.waitingFor("no topic data.arrived");
        assertThat(state.health().getDetails()).containsEntry("reason", "no topic data.arrived");

        state.running(List.of());

        assertThat(state.health().getStatus()).isEqualTo(Status.UP);
        assertThat(state.degraded()).isFalse();
    }

    @Test
    void saysThatTheStoreIsAwayWhileThereIsNothingToHandle() {
        state.running(List.of());
        var away = new AtomicBoolean(true);
        var look = waits.looking("store", () -> {
            if (away.get()) {
                throw new DataAccessResourceFailureException("connection refused");
            }
        });

        assertThatThrownBy(look::run).isInstanceOf(DataAccessResourceFailureException.class);
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThatThrownBy(look::run).isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(state.health().getStatus()).isEqualTo(Status.UP);
        assertThat(state.degraded()).isTrue();
        assertThat(waits.all()).containsExactly(new Waits.Wait("store", 3, "connection refused"));

        away.set(false);
        look.run();

        assertThat(state.degraded()).isFalse();
    }

    @Test
    void isDownForAMinuteAfterAConsumerWasFoundStuck() {
        state.running(List.of());
        state.event("another event");
        assertThat(state.health().getStatus()).isEqualTo(Status.UP);

        state.event(stuck());
        assertThat(state.health().getStatus()).isEqualTo(Status.DOWN);
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(state.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDownWhileAConsumerIsDead() {
        var container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<byte[], byte[]>(Map.of()), new ContainerProperties("data.arrived"));
        container.setBeanName("shared");
        state.running(List.of(container));

        assertThat(state.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(state.health().getDetails()).containsEntry("reason", "the consumer shared has stopped");
    }

    @Test
    void onlySaysThatItIsDegradedWhereThereAreBetterThingsToDo() {
        var serving = new MessagingState(true, List::of, waits, nanos::get);
        serving.running(List.of());
        serving.event(stuck());

        assertThat(serving.health().getStatus()).isEqualTo(Status.UP);
        assertThat(serving.health().getDetails()).containsEntry("degraded", true);
        assertThat(serving.degraded()).isTrue();
    }

    @Test
    void staysUpWhileAConsumerWaitsAndSaysSinceWhenAndWhy() {
        var partition = new TopicPartition("data.arrived", 0);
        state.running(List.of());
        waits.began("shared", partition, new IllegalStateException("no store"));
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        waits.began("shared", partition, new IllegalStateException("still no store"));

        assertThat(state.health().getStatus()).isEqualTo(Status.UP);
        assertThat(state.health().getDetails())
                .containsEntry("waiting", List.of(new Waits.Wait("shared", 3, "still no store")));
        assertThat(state.degraded()).isTrue();

        waits.revoked("shared", List.of(new TopicPartition("data.arrived", 1)));
        assertThat(state.degraded()).isTrue();
        waits.revoked("shared", List.of(partition));
        assertThat(state.degraded()).isFalse();
    }

    private NonResponsiveConsumerEvent stuck() {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        return new NonResponsiveConsumerEvent(this, this, 300_001, "shared", List.of(), consumer);
    }
}
