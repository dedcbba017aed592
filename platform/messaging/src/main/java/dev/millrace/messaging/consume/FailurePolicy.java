package dev.millrace.messaging.consume;

import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.failure.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * What becomes of a record whose handling failed. An outage of store, broker, registry or file system is waited out,
 * however long it lasts; a record that can never be handled is parked at once; any other failure is tried five times, and
 * then the record is parked.
 */
public final class FailurePolicy {

    private static final Logger log = LoggerFactory.getLogger(FailurePolicy.class);
    private static final int RETRIES = 4;

    private final Parking parking;
    private final MeterRegistry meters;

    public FailurePolicy(Parking parking, MeterRegistry meters) {
        this.parking = parking;
        this.meters = meters;
    }

    /** How the next attempts after this failure are spaced. */
    public BackOff backOff(Exception failure) {
        return switch (Failure.of(failure)) {
            case Failure.Wait wait -> untilOver();
            case Failure.Refuse refuse -> never();
            case Failure.Defect defect -> fiveAttempts();
        };
    }

    /** Half a second to half a minute, for as long as it takes. */
    public static BackOff untilOver() {
        var backOff = new ExponentialBackOff(500, 2);
        backOff.setMaxInterval(30_000);
        return backOff;
    }

    /** Four more attempts within three seconds. */
    public static BackOff fiveAttempts() {
        var backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxAttempts(RETRIES);
        return backOff;
    }

    private static BackOff never() {
        return new FixedBackOff(0, 0);
    }

    /** Keeps aside a record that can never be handled as it is. */
    public void park(ConsumerRecord<byte[], byte[]> polled, ParkedException why) {
        if (!parking.park(polled, why)) {
            return;
        }
        meters.counter("millrace.messaging.parked", "topic", polled.topic(), "code", why.code())
                .increment();
        log.error(
                "Parked {}-{}@{}: {} {}",
                polled.topic(),
                polled.partition(),
                polled.offset(),
                why.code(),
                why.getMessage());
    }

    /** Keeps aside a record whose handling has failed for good. */
    public void giveUp(ConsumerRecord<byte[], byte[]> polled, Throwable failure) {
        if (Failure.of(failure) instanceof Failure.Defect(var cause)) {
            log.error("Handling {}-{}@{} failed", polled.topic(), polled.partition(), polled.offset(), cause);
        }
        park(polled, reason(failure));
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
