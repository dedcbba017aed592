package dev.millrace.messaging.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.wire.MemoryRegistry;
import dev.millrace.messaging.wire.SchemaIds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessagingLifecycleTests {

    @Test
    void endsQuietlyWhereItsThreadsAreGoneBeforeItListens() throws Exception {
        var failed = new AtomicReference<@Nullable Throwable>();
        var timer = new ScheduledThreadPoolExecutor(1) {
            @Override
            protected void afterExecute(Runnable task, @Nullable Throwable none) {
                if (task instanceof Future<?> done && done.state() == Future.State.FAILED) {
                    failed.set(done.exceptionNow());
                }
            }
        };
        var registry = new MemoryRegistry();
        var lifecycle = new MessagingLifecycle(
                () -> {
                    timer.shutdown();
                    throw new IllegalStateException("the store is away");
                },
                new SchemaIds(registry, registry, true, Duration.ZERO, System::nanoTime),
                List::of,
                List.of(),
                () -> {},
                timer,
                new MessagingState(
                        false, List::of, new Waits(new SimpleMeterRegistry(), System::nanoTime), System::nanoTime));

        lifecycle.start();

        assertThat(timer.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(failed.get()).isNull();
    }
}
