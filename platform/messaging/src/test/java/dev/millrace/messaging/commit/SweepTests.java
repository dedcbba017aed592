package dev.millrace.messaging.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepTests {

    private final List<Outbox> waiting = new ArrayList<>();
    private final List<AggregateDocuments> looks = new ArrayList<>();
    private final AggregateDocuments documents = new MemoryDocuments() {
        @Override
        public void pending(Consumer<Outbox> consumer) {
            looks.add(this);
            waiting.forEach(consumer);
        }
    };
    private final Transport broken = new Transport() {
        @Override
        public CompletableFuture<?> send(OutboxEntry.Event event) {
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        }

        @Override
        public CompletableFuture<?> send(OutboxEntry.DeadLetter letter) {
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        }
    };
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Sweep sweep = new Sweep(
            () -> List.of(documents),
            new Relay(broken, Runnable::run, Runnable::run, Duration.ofSeconds(1), meters),
            Duration.ofSeconds(2),
            () -> 0,
            meters);

    @Test
    void looksLessOftenWhileNothingWaits() {
        sweep(9);

        assertThat(looks).hasSize(3);
    }

    @Test
    void looksEachTimeWhileSomethingWaits() {
        sweep(1);
        waiting.add(new Outbox("default/d", 1, List.of()));
        sweep(3);

        assertThat(looks).hasSize(2);
        sweep(5);
        assertThat(looks).hasSize(7);
    }

    private void sweep(int times) {
        IntStream.range(0, times).forEach(i -> sweep.sweep());
    }
}
