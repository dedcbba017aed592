package dev.millrace.serving.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether this instance should get traffic, and whether its answers may be old.
 *
 * <p>It is ready once everything that was approved when it started is answered with or refused. Where that cannot be
 * found out because the platform is down, the versions that it kept on disk make it ready after a grace time. Once
 * ready, it stays ready.
 */
public final class Readiness {

    private final ServedModels served;
    private final Clock clock;
    private final Duration grace;
    private final Instant started;
    private final Map<ModelName, Approval> open = new ConcurrentHashMap<>();
    private final Map<ModelName, Approval> lacking = new ConcurrentHashMap<>();
    private final AtomicBoolean ready = new AtomicBoolean();
    private volatile boolean restored;
    private volatile boolean caughtUp;

    Readiness(ServedModels served, Clock clock, Duration grace) {
        this.served = served;
        this.clock = clock;
        this.grace = grace;
        this.started = clock.instant();
    }

    void restored() {
        restored = true;
    }

    void ordered(Approval approval) {
        open.merge(approval.name(), approval, (before, now) -> now.isNewerThan(before) ? now : before);
    }

    void settled(Approval approval) {
        open.computeIfPresent(approval.name(), (name, newest) -> newest.isNewerThan(approval) ? newest : null);
        lacking.remove(approval.name());
    }

    /** The version cannot be loaded for now; what was answered with before will do until it can be. */
    void waiting(Approval approval) {
        lacking.put(approval.name(), approval);
        if (served.approval(approval.name()).isPresent()) {
            open.remove(approval.name());
        }
    }

    /** The version was refused, which is as far as a start waits for it; it will be tried again. */
    void refused(Approval approval) {
        settled(approval);
        lacking.put(approval.name(), approval);
    }

    /** Every approval that there was at the start has been heard of. */
    public void caughtUp() {
        caughtUp = true;
    }

    public boolean isReady() {
        if (!ready.get() && (isComplete() || isKeptAlive())) {
            ready.set(true);
        }
        return ready.get();
    }

    private boolean isComplete() {
        return restored && caughtUp && open.isEmpty();
    }

    private boolean isKeptAlive() {
        return restored && served.size() > 0 && clock.instant().isAfter(started.plus(grace));
    }

    /** Whether the model is approved, but not answered with yet: it is being loaded, or will be tried again. */
    public boolean isExpected(ModelName name) {
        return open.containsKey(name) || lacking.containsKey(name);
    }

    /** Whether newer approvals may exist that this instance has not heard of. */
    public boolean isStale() {
        return !caughtUp;
    }

    /** Whether something keeps this instance from answering with what is approved. */
    public boolean isDegraded() {
        return !caughtUp || !lacking.isEmpty();
    }
}
