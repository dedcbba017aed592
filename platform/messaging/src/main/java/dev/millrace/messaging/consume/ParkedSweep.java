package dev.millrace.messaging.consume;

import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.consume.ParkedRecord.Treatment;
import dev.millrace.messaging.failure.Failure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles parked records again: those that time may cure by itself, any other when somebody asks. */
public final class ParkedSweep {

    private static final Logger log = LoggerFactory.getLogger(ParkedSweep.class);

    private final Parking parking;
    private final Deliveries deliveries;
    private final Duration retryFor;
    private final Clock clock;
    private final AtomicLong waiting = new AtomicLong();

    public ParkedSweep(Parking parking, Deliveries deliveries, Duration retryFor, Clock clock, MeterRegistry meters) {
        this.parking = parking;
        this.deliveries = deliveries;
        this.retryFor = retryFor;
        this.clock = clock;
        Gauge.builder("millrace.messaging.parked.waiting", waiting, AtomicLong::get)
                .description("parked records that wait for somebody, in all replicas of the service together")
                .register(meters);
    }

    /** Tries what was parked within the last minutes and may be cured by time. */
    public void sweep() {
        var since = clock.instant().minus(retryFor);
        parking.retried(since).forEach(id -> retry(id, null));
        waiting.set(parking.waiting());
    }

    /**
     * Tries one record; empty if there is none of that id that waits.
     *
     * @param by null where nobody asked for it
     */
    public Optional<ParkedRecord> retry(String id, @Nullable Treatment by) {
        return parking.find(id)
                .filter(parked -> parked.status() == ParkedRecord.Status.PARKED)
                .map(parked -> retry(parked, by));
    }

    /** Gives one record up; empty if there is none of that id that waits. */
    public Optional<ParkedRecord> discard(String id, @Nullable Treatment by) {
        return parking.find(id)
                .filter(parked -> parked.status() == ParkedRecord.Status.PARKED)
                .map(parked -> tried(
                        parked,
                        by,
                        ParkedRecord.Status.DISCARDED,
                        parked.reason().detail()));
    }

    private ParkedRecord retry(ParkedRecord parked, @Nullable Treatment by) {
        try {
            deliveries.deliverAgain(parked);
            log.info(
                    "Handled {} after it was parked for {}",
                    parked.id(),
                    parked.reason().code());
            return tried(
                    parked, by, ParkedRecord.Status.HANDLED, parked.reason().detail());
        } catch (RuntimeException e) {
            switch (Failure.of(e)) {
                case Failure.Wait wait -> throw e;
                case Failure.Refuse refuse -> {}
                case Failure.Defect defect -> log.error("Handling {} failed again", parked.id(), e);
            }
            return failed(parked, by, FailurePolicy.reason(e));
        }
    }

    private ParkedRecord failed(ParkedRecord parked, @Nullable Treatment by, ParkedException why) {
        return tried(parked, by, ParkedRecord.Status.PARKED, why.code() + ": " + why.getMessage());
    }

    private ParkedRecord tried(ParkedRecord parked, @Nullable Treatment by, ParkedRecord.Status status, String detail) {
        parking.tried(parked.id(), by, status, detail);
        return parking.find(parked.id()).orElse(parked);
    }
}
