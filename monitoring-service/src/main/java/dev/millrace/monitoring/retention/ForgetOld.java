package dev.millrace.monitoring.retention;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Removes what is older than is kept, in steps, so that no request to the store takes long. */
public class ForgetOld {

    private static final int STEP = 500;

    private final List<Retained> retained;
    private final Clock clock;
    private final Duration keep;

    ForgetOld(List<Retained> retained, Clock clock, Duration keep) {
        this.retained = List.copyOf(retained);
        this.clock = clock;
        this.keep = keep;
    }

    public void forget() {
        var before = clock.instant().minus(keep);
        for (var each : retained) {
            int removed;
            do {
                removed = each.forget(before, STEP);
            } while (removed == STEP);
        }
    }
}
