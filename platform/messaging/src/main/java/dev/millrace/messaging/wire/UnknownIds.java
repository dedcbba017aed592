package dev.millrace.messaging.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Ids that the registry did not know a moment ago, so that the records that name them do not hold up all others. */
final class UnknownIds {

    private static final Duration MOMENT = Duration.ofSeconds(10);
    private static final int KEPT = 1_000;

    private final LongSupplier nanos;
    private final LinkedHashMap<Integer, Long> missed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Long> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param nanos a monotonic clock
     */
    UnknownIds(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void add(int id) {
        missed.putLast(id, nanos.getAsLong());
    }

    synchronized boolean contains(int id) {
        return isFresh(missed.get(id));
    }

    synchronized boolean isEmpty() {
        return missed.isEmpty() || !isFresh(missed.lastEntry().getValue());
    }

    private boolean isFresh(@Nullable Long since) {
        return since != null && nanos.getAsLong() - since < MOMENT.toNanos();
    }
}
