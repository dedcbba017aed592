package dev.millrace.messaging.jobs;

import dev.millrace.messaging.commit.StoredJob;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Tells which running jobs have shown the same beat for so long that their owner is taken for dead.
 *
 * <p>Whoever cannot look does not know who lives: after an outage, or when this process stood still, the watch begins anew, so that the
 * owner has time to show that it lives.
 */
final class SilentOwners {

    private static final int LOOKS = 6;

    private final Duration takeover;
    private final LongSupplier nanos;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private volatile long lastLook;

    private record Seen(long fence, long beat, long since) {}

    /** @param nanos a monotonic clock */
    SilentOwners(Duration takeover, LongSupplier nanos) {
        this.takeover = takeover;
        this.nanos = nanos;
        this.lastLook = nanos.getAsLong() - takeover.toNanos();
    }

    /** Several times within the time that it takes: a process that has nothing to do asks the store no more often. */
    boolean isTimeToLook() {
        return nanos.getAsLong() - lastLook >= takeover.toNanos() / LOOKS;
    }

    /** To be called before each look at the running jobs. */
    void look() {
        long now = nanos.getAsLong();
        if (now - lastLook >= takeover.toNanos()) {
            seen.clear();
        }
        lastLook = now;
    }

    boolean include(StoredJob stored) {
        long now = nanos.getAsLong();
        var current = new Seen(stored.fence(), stored.job().beat(), now);
        var first = seen.merge(
                stored.aggregateId(),
                current,
                (before, later) -> before.fence() == later.fence() && before.beat() == later.beat() ? before : later);
        return now - first.since() >= takeover.toNanos();
    }

    void forget(String aggregateId) {
        seen.remove(aggregateId);
    }

    void forgetAll() {
        seen.clear();
    }
}
