package dev.millrace.messaging.commit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Finds what the fast path missed, because a process died or the broker was away. It looks at no wall clock: how long
 * something waits is measured by when this process first saw it.
 */
public final class Sweep {

    /** While nothing waits only one sweep in so many looks: an idle service asks its store that much less. */
    private static final int QUIET = 5;

    private final Supplier<Collection<AggregateDocuments>> collections;
    private final Relay relay;
    private final Duration grace;
    private final LongSupplier nanos;
    private final AtomicLong oldestSeconds = new AtomicLong();
    private Map<Waiting, Long> firstSeen = new HashMap<>();
    private boolean first = true;
    private int left;

    /**
     * @param grace left to the fast path of whoever committed; not given in the first sweep, for this process has no
     *     fast path behind it then
     * @param nanos a monotonic clock
     */
    public Sweep(
            Supplier<Collection<AggregateDocuments>> collections,
            Relay relay,
            Duration grace,
            LongSupplier nanos,
            MeterRegistry meters) {
        this.collections = collections;
        this.relay = relay;
        this.grace = grace;
        this.nanos = nanos;
        Gauge.builder("millrace.messaging.outbox.age", oldestSeconds, AtomicLong::doubleValue)
                .baseUnit("seconds")
                .register(meters);
    }

    /** Looks at every outbox that may hold something, and wakes the relay for those that wait too long. */
    public synchronized void sweep() {
        if (left-- > 0) {
            return;
        }
        var seen = new HashMap<Waiting, Long>();
        for (AggregateDocuments documents : collections.get()) {
            documents.pending(outbox -> look(documents, outbox, seen));
        }
        long now = nanos.getAsLong();
        oldestSeconds.set(seen.values().stream()
                .mapToLong(since -> Duration.ofNanos(now - since).toSeconds())
                .max()
                .orElse(0));
        firstSeen = seen;
        first = false;
        left = seen.isEmpty() ? QUIET - 1 : 0;
    }

    private void look(AggregateDocuments documents, Outbox outbox, Map<Waiting, Long> seen) {
        var waiting = new Waiting(documents, outbox.id(), head(outbox));
        long now = nanos.getAsLong();
        long since = firstSeen.getOrDefault(waiting, now);
        seen.put(waiting, since);
        boolean late = first || now - since >= grace.toNanos();
        if (late && !relay.busyWith(documents, outbox.id())) {
            relay.committed(documents, outbox);
        }
    }

    /** A busy aggregate's outbox is never seen empty: it is old only if the same entry stays its first. */
    private static String head(Outbox outbox) {
        return outbox.entries().isEmpty()
                ? "none at " + outbox.revision()
                : outbox.entries().getFirst().id();
    }

    private record Waiting(AggregateDocuments documents, String id, String head) {}
}
