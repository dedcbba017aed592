package dev.millrace.messaging.lifecycle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Which consumers wait for the end of an outage, and for how long. A restart would not end it, so the service stays ready,
 * but people must be able to see that its events are not handled.
 */
public final class Waits {

    private final Map<Consumer, Since> since = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final LongSupplier nanos;

    /** A thread that polls. */
    private record Consumer(String container, String thread) {}

    private record Since(long nanos, TopicPartition partition, String reason) {}

    /**
     * One consumer that waits.
     *
     * @param seconds since the outage kept it from handling a record
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
        var failed = String.valueOf(outage.getMessage());
        since.compute(
                current(container),
                (consumer, before) ->
                        new Since(before == null ? nanos.getAsLong() : before.nanos(), partition, failed));
    }

    /** The consumer that this thread polls for has handled a record. */
    public void ended(String container) {
        since.remove(current(container));
    }

    /** What the consumer waited for is another replica's now. */
    public void revoked(String container, Collection<TopicPartition> partitions) {
        since.computeIfPresent(
                current(container), (consumer, wait) -> partitions.contains(wait.partition()) ? null : wait);
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
