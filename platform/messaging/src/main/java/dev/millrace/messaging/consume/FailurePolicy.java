package dev.millrace.messaging.consume;

import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.failure.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What becomes of a record whose handling failed. An outage of store, broker, registry or file system is waited out,
 * however long it lasts; a record that can never be handled is parked at once; any other failure is tried five times, and
 * then the record is parked.
 */
public final class FailurePolicy {

    private static final Logger log = LoggerFactory.getLogger(FailurePolicy.class);
    private static final int RETRIES = 4;

    private final Parking parking;
    private final RecordProjects projects;
    private final MeterRegistry meters;

    public FailurePolicy(Parking parking, RecordProjects projects, MeterRegistry meters) {
        this.parking = parking;
        this.projects = projects;
        this.meters = meters;
    }

    /** The pauses between attempts during an outage: half a second to half a minute, for as long as it takes. */
    public static BackOff untilOver() {
        var backOff = new ExponentialBackOff(500, 2);
        backOff.setMaxInterval(30_000);
        return backOff;
    }

    private static BackOff fiveAttempts() {
        var backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxAttempts(RETRIES);
        return backOff;
    }

    /**
     * Handles something, in up to five attempts within three seconds.
     *
     * @return why it is given up; empty where it was handled
     * @throws RuntimeException during an outage, which the caller waits out
     */
    Optional<RuntimeException> attempt(String what, Runnable handling) {
        var pauses = fiveAttempts().start();
        while (true) {
            try {
                handling.run();
                return Optional.empty();
            } catch (RuntimeException e) {
                long pause = switch (Failure.of(e)) {
                    case Failure.Wait outage -> throw e;
                    case Failure.Refuse refusal -> BackOffExecution.STOP;
                    case Failure.Defect defect -> pauses.nextBackOff();
                };
                if (pause == BackOffExecution.STOP) {
                    return Optional.of(e);
                }
                log.warn("{} failed and is tried again: {}", what, e.toString());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            }
        }
    }

    /**
     * Keeps aside a record whose handling has failed for good.
     *
     * @param listener the name of the listener that could not handle it; empty where no listener can
     */
    public void park(ConsumerRecord<byte[], byte[]> polled, String listener, Throwable failure) {
        if (Failure.of(failure) instanceof Failure.Defect(var cause)) {
            log.error("Handling {}-{}@{} failed", polled.topic(), polled.partition(), polled.offset(), cause);
        }
        var why = reason(failure);
        if (!parking.park(polled, projects.of(polled), listener, why)) {
            return;
        }
        Counter.builder("millrace.messaging.parked")
                .description("records that were set aside")
                .tag("topic", polled.topic())
                .tag("code", why.code())
                .register(meters)
                .increment();
        log.error(
                "Parked {}-{}@{} {}: {} {}",
                polled.topic(),
                polled.partition(),
                polled.offset(),
                listener,
                why.code(),
                why.getMessage());
    }

    /** Why the record is parked. Names of classes are for the log; what a caller sees has none. */
    static ParkedException reason(Throwable failure) {
        return switch (Failure.of(failure)) {
            case Failure.Refuse(var why) -> why;
            case Failure.Wait(var cause) -> unforeseen(cause);
            case Failure.Defect(var cause) -> unforeseen(cause);
        };
    }

    private static ParkedException unforeseen(Throwable cause) {
        var message = cause.getMessage() == null ? "no reason is given; see the log" : cause.getMessage();
        return new ParkedException("HANDLER_FAILED", message, false);
    }
}
