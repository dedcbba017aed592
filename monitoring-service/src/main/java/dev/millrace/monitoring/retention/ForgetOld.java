package dev.millrace.monitoring.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Removes each hour what is older than is kept. */
public class ForgetOld {

    private final List<Retained> retained;
    private final Clock clock;
    private final Duration keep;

    ForgetOld(List<Retained> retained, Clock clock, Duration keep) {
        this.retained = List.copyOf(retained);
        this.clock = clock;
        this.keep = keep;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    public void forget() {
        Instant before = clock.instant().minus(keep);
        retained.forEach(each -> each.forget(before));
    }
}
