package dev.millrace.messaging.commit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Finds what the fast path missed, because a process died or the broker was away. Each sweep reads ids of a limited number of aggregates
 * of each collection and the next one goes on behind them, so that a thousand that cannot be carried out hold up no other. It is the
 * monotonic clock of this process that tells whether one has waited too long: clocks of others may differ.
 */
public final class Sweep {

    /** While nothing waits only one sweep in so many looks: an idle service asks its store that much less. */
    private static final int QUIET = 5;

    /** Aggregates of one collection that one sweep looks at. */
    static final int LIMIT = 200;

    /** Those that this process watches. What is forgotten is watched anew. */
    private static final int WATCHED = 10_000;

    private final Supplier<Collection<AggregateDocuments>> collections;
    private final Relay relay;
    private final Duration grace;
    private final Clock clock;
    private final LongSupplier nanos;
    private final AtomicLong oldestSeconds = new AtomicLong();
    private final Remembered<Waiting, Long> firstSeen = new Remembered<>(WATCHED);
    private final Map<AggregateDocuments, PendingOutbox> positions = new HashMap<>();
    private boolean first = true;
    private int left;

    /**
     * @param grace left to the fast path of whoever committed; not given in the first sweep, for this process has no
     *     fast path behind it then
     * @param clock tells how old the oldest outbox is, for people
     * @param nanos a monotonic clock
     */
    public Sweep(
            Supplier<Collection<AggregateDocuments>> collections,
            Relay relay,
            Duration grace,
            Clock clock,
            LongSupplier nanos,
            MeterRegistry meters) {
        this.collections = collections;
        this.relay = relay;
        this.grace = grace;
        this.clock = clock;
        this.nanos = nanos;
        Gauge.builder("millrace.messaging.outbox.age", oldestSeconds, AtomicLong::doubleValue)
                .description("how long the first entry of the oldest outbox has waited")
                .baseUnit("seconds")
                .register(meters);
    }

    /** Looks at the next outboxes that may hold something, and wakes the relay for those that wait too long. */
    public synchronized void sweep() {
        if (left-- > 0) {
            return;
        }
        long oldest = 0;
        boolean waiting = false;
        for (AggregateDocuments documents : collections.get()) {
            var head = documents.pending(PendingOutbox.START, 1);
            waiting |= !head.isEmpty();
            for (PendingOutbox each : head) {
                oldest = Math.max(oldest, age(each));
            }
            if (!head.isEmpty()) {
                look(documents);
            }
        }
        oldestSeconds.set(oldest);
        first = false;
        left = waiting ? 0 : QUIET - 1;
    }

    private long age(PendingOutbox outbox) {
        return Math.max(
                0,
                Duration.between(Instant.parse(outbox.since()), clock.instant()).toSeconds());
    }

    private void look(AggregateDocuments documents) {
        var page = documents.pending(positions.getOrDefault(documents, PendingOutbox.START), LIMIT);
        page.forEach(outbox -> look(documents, outbox));
        positions.put(documents, page.size() < LIMIT ? PendingOutbox.START : page.getLast());
    }

    /** A busy aggregate's outbox is never seen empty: it waits only as long as the same entry is its first. */
    private void look(AggregateDocuments documents, PendingOutbox outbox) {
        var waiting = new Waiting(documents, outbox);
        long now = nanos.getAsLong();
        long since = firstSeen.find(waiting).orElse(now);
        firstSeen.keep(waiting, since);
        boolean late = first || now - since >= grace.toNanos();
        if (late && !relay.busyWith(documents, outbox.id())) {
            relay.carryOut(documents, outbox.id());
        }
    }

    private record Waiting(AggregateDocuments documents, PendingOutbox outbox) {}
}
