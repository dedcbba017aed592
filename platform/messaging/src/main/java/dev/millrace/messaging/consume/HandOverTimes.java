package dev.millrace.messaging.consume;

import dev.millrace.messaging.Received;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long events wait from the broker's append to the start of their handling, by topic. What the broker's clock is ahead
 * or behind is in it. Events from before this process listened do not count: they waited for a start, and tables are read
 * from their beginning at each.
 */
public final class HandOverTimes {

    private final MeterRegistry meters;
    private final Clock clock;
    private final Instant since;
    private final Map<String, Timer> byTopic = new ConcurrentHashMap<>();

    public HandOverTimes(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.since = clock.instant();
    }

    void begun(Received<?> received) {
        if (isFromBefore(received)) {
            return;
        }
        var waited = Duration.between(received.appendedAt(), clock.instant());
        byTopic.computeIfAbsent(received.topic(), this::timer).record(waited.isNegative() ? Duration.ZERO : waited);
    }

    /** Whether the event is older than this process. */
    boolean isFromBefore(Received<?> received) {
        return received.appendedAt().isBefore(since);
    }

    private Timer timer(String topic) {
        return Timer.builder("millrace.messaging.handover")
                .description("from the broker's append to the start of handling")
                .tag("topic", topic)
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }
}
