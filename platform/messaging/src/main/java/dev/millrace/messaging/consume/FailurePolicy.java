package dev.millrace.messaging.consume;

import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.commit.Infrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What becomes of a record whose handling failed, in one place. What we stand on is waited for, for ever; what can
 * never be handled is parked at once; what nobody foresaw is tried five times and then parked.
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
        return Infrastructure.failed(failure) ? whileAway() : unforeseen();
    }

    /** Half a second to half a minute, for as long as it takes. */
    public static BackOff whileAway() {
        var backOff = new ExponentialBackOff(500, 2);
        backOff.setMaxInterval(30_000);
        return backOff;
    }

    /** Four more attempts within three seconds. */
    public static BackOff unforeseen() {
        var backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxAttempts(RETRIES);
        return backOff;
    }

    /** Keeps aside what can never be handled as it is. */
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

    /** Keeps aside what failed each time for no known reason. */
    public void giveUp(ConsumerRecord<byte[], byte[]> polled, Exception failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        log.error("Handling {}-{}@{} failed", polled.topic(), polled.partition(), polled.offset(), cause);
        park(polled, unforeseen(cause));
    }

    /** Why a record is parked whose handling failed for no known reason; names of classes are for the log. */
    static ParkedException unforeseen(Throwable cause) {
        var message = cause.getMessage() == null ? "no reason is given; see the log" : cause.getMessage();
        return new ParkedException("HANDLER_FAILED", message, false);
    }
}
