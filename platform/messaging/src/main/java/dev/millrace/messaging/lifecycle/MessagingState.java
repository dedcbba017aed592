package dev.millrace.messaging.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.event.NonResponsiveConsumerEvent;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/**
 * Whether this service hears and is heard. It is down until everything it stands on was there once, and whenever a
 * consumer is dead; it stays up while the broker or the store is away, because a restart would not bring them back.
 */
public final class MessagingState implements HealthIndicator {

    private static final Duration UNRESPONSIVE = Duration.ofSeconds(60);

    private final boolean alwaysUp;
    private final Supplier<List<String>> topicDifferences;
    private final Waits waits;
    private final LongSupplier nanos;
    private final List<AbstractMessageListenerContainer<?, ?>> containers = new CopyOnWriteArrayList<>();
    private volatile String waitingFor = "the start";
    private volatile long unresponsiveUntil;

    /**
     * @param alwaysUp for a service that has better things to do than to listen: it only says that it is degraded
     * @param topicDifferences what is not as it should be about the topics, a sentence each
     * @param nanos a monotonic clock
     */
    public MessagingState(boolean alwaysUp, Supplier<List<String>> topicDifferences, Waits waits, LongSupplier nanos) {
        this.topicDifferences = topicDifferences;
        this.waits = waits;
        this.alwaysUp = alwaysUp;
        this.nanos = nanos;
        this.unresponsiveUntil = nanos.getAsLong();
    }

    public void waitingFor(String what) {
        waitingFor = what;
    }

    public void running(List<? extends AbstractMessageListenerContainer<?, ?>> started) {
        containers.addAll(started);
        waitingFor = "";
    }

    public void event(Object event) {
        if (event instanceof NonResponsiveConsumerEvent) {
            unresponsiveUntil = nanos.getAsLong() + UNRESPONSIVE.toNanos();
        }
    }

    @Override
    public Health health() {
        var trouble = trouble();
        var health = trouble.isEmpty() || alwaysUp ? Health.up() : Health.down();
        if (!trouble.isEmpty()) {
            health.withDetail("reason", trouble).withDetail("degraded", true);
        }
        if (!waits.all().isEmpty()) {
            health.withDetail("waiting", waits.all()).withDetail("degraded", true);
        }
        var differences = topicDifferences.get();
        if (!differences.isEmpty()) {
            health.withDetail("topics", differences);
        }
        return health.build();
    }

    public boolean degraded() {
        return !trouble().isEmpty() || !waits.all().isEmpty();
    }

    private String trouble() {
        if (!waitingFor.isEmpty()) {
            return waitingFor;
        }
        if (unresponsiveUntil - nanos.getAsLong() > 0) {
            return "a consumer has been at work on what it polled for longer than it may";
        }
        return containers.stream()
                .filter(container -> !container.isRunning() || !container.isInExpectedState())
                .findFirst()
                .map(container -> "the consumer " + container.getBeanName() + " has stopped")
                .orElse("");
    }
}
