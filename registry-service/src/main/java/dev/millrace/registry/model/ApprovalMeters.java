package dev.millrace.registry.model;

import dev.millrace.registry.history.Versions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * What waits for a person. The store is asked beside the scrape, whose other figures must not wait for it; so what is shown is
 * as old as the scrape before.
 */
final class ApprovalMeters implements MeterBinder {

    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    private final Versions versions;
    private final Clock clock;
    private final LongSupplier nanos;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Known known;

    /** What the store said last, and when it was asked. */
    private record Known(Versions.Waiting waiting, long askedNanos) {}

    /**
     * @param nanos a monotonic clock
     */
    ApprovalMeters(Versions versions, Clock clock, LongSupplier nanos) {
        this.versions = versions;
        this.clock = clock;
        this.nanos = nanos;
        this.known = new Known(new Versions.Waiting(0, null), nanos.getAsLong() - FRESH_NANOS);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("millrace.registry.approvals.waiting", () -> waiting().versions())
                .description("versions that wait for a person, in all replicas of the service together")
                .register(registry);
        Gauge.builder("millrace.registry.approvals.age", this::ageSeconds)
                .description("how long ago the version that waits longest was trained; 0 where none waits")
                .baseUnit("seconds")
                .register(registry);
    }

    private double ageSeconds() {
        Instant oldest = waiting().oldest();
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toSeconds();
    }

    private Versions.Waiting waiting() {
        var last = known;
        long now = nanos.getAsLong();
        if (now - last.askedNanos() >= FRESH_NANOS && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("approvals").start(() -> ask(now));
        }
        return last.waiting();
    }

    private void ask(long now) {
        try {
            known = new Known(versions.waiting(), now);
        } finally {
            asking.set(false);
        }
    }
}
