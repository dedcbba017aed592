package dev.millrace.messaging.lifecycle;

import dev.millrace.messaging.failure.Failure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which consumers wait for the end of an outage, and what is away although nobody waits for it yet, and for how long. A restart
 * would not end it, so the service stays ready, but people must be able to see that its events are not, or would not be, handled.
 */
public final class Waits {

    private final Map<Consumer, Since> since = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final LongSupplier nanos;

    /** A thread that polls. */
    private record Consumer(String container, String thread) {}

    /** @param partition of the record that waits; null where nothing but a look failed */
    private record Since(long nanos, @Nullable TopicPartition partition, String reason) {}

    /**
     * One consumer that waits.
     *
     * @param consumer or what is away, such as the store
     * @param seconds since the outage kept it from handling a record, or was seen
     */
    public record Wait(String consumer, long seconds, String reason) {}

    /**
     * @param nanos a monotonic clock
     */
    public Waits(MeterRegistry meters, LongSupplier nanos) {
        this.meters = meters;
        this.nanos = nanos;
    }

    /** Makes the metric of the consumers of a container; it is 0 while none of them waits. */
    public void watch(String container) {
        Gauge.builder("millrace.messaging.waiting", this, waits -> waits.longest(container))
                .tag("consumer", container)
                .description("how long an outage has kept a consumer from handling a record")
                .baseUnit("seconds")
                .register(meters);
    }

    /** The consumer that this thread polls for has to wait; the first failure counts. */
    public void began(String container, TopicPartition partition, Throwable outage) {
        began(current(container), partition, outage);
    }

    private void began(Consumer consumer, @Nullable TopicPartition partition, Throwable outage) {
        var failed = String.valueOf(outage.getMessage());
        since.compute(
                consumer,
                (any, before) -> new Since(before == null ? nanos.getAsLong() : before.nanos(), partition, failed));
    }

    /** Work that is done again and again by one thread at a time, and by which an outage is seen while there is nothing to handle. */
    public Runnable looking(String what, Runnable work) {
        watch(what);
        var looker = new Consumer(what, "");
        return () -> {
            try {
                work.run();
                since.remove(looker);
            } catch (RuntimeException e) {
                if (Failure.isOutage(e)) {
                    began(looker, null, e);
                }
                throw e;
            }
        };
    }

    /** The consumer that this thread polls for has handled a record. */
    public void ended(String container) {
        since.remove(current(container));
    }

    /** What the consumer waited for is another replica's now. */
    public void revoked(String container, Collection<TopicPartition> partitions) {
        since.computeIfPresent(
                current(container),
                (consumer, wait) -> wait.partition() != null && partitions.contains(wait.partition()) ? null : wait);
    }

    public List<Wait> all() {
        return since.entrySet().stream()
                .map(each -> new Wait(
                        each.getKey().container(),
                        seconds(each.getValue()),
                        each.getValue().reason()))
                .toList();
    }

    private long longest(String container) {
        return since.entrySet().stream()
                .filter(each -> each.getKey().container().equals(container))
                .mapToLong(each -> seconds(each.getValue()))
                .max()
                .orElse(0);
    }

    private long seconds(Since wait) {
        return Duration.ofNanos(nanos.getAsLong() - wait.nanos()).toSeconds();
    }

    private static Consumer current(String container) {
        return new Consumer(container, Thread.currentThread().getName());
    }
}
