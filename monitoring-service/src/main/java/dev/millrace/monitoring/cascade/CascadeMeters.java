package dev.millrace.monitoring.cascade;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** How cascades end, and how long they took. One whose pipelines end apart counts with each of its ends. */
class CascadeMeters {

    private static final Duration[] BOUNDARIES = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        Duration.ofHours(6)
    };

    private final MeterRegistry meters;

    CascadeMeters(MeterRegistry meters) {
        this.meters = meters;
        for (CascadeStatus status : CascadeStatus.values()) {
            if (isEnd(status)) {
                timer(status);
            }
        }
    }

    /** Counts the end, where the events before it had not ended the cascade in the same way. */
    void changed(CascadeStatus before, CascadeStatus after, Duration took) {
        if (before != after && isEnd(after)) {
            timer(after).record(took);
        }
    }

    private static boolean isEnd(CascadeStatus status) {
        return switch (status) {
            case RUNNING, PENDING_APPROVAL, VALIDATED -> false;
            default -> true;
        };
    }

    private Timer timer(CascadeStatus status) {
        return Timer.builder("millrace.monitoring.cascades")
                .description("cascades that ended, from their first event to their last")
                .tag("status", status.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .serviceLevelObjectives(BOUNDARIES)
                .register(meters);
    }
}
