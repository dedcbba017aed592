package dev.millrace.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTests {

    private static final Duration LONG = Duration.ofSeconds(5);

    private final AtomicLong nanos = new AtomicLong(7);
    private final Pace pace = new Pace(Duration.ofMillis(200), nanos::get);

    @Test
    void waitsLongOnceNothingHasComeForAMoment() {
        assertThat(pace.timeout(LONG)).isEqualTo(Pace.LIVELY_POLL);
        pass(Duration.ofSeconds(1));
        assertThat(pace.timeout(LONG)).isEqualTo(LONG);

        pace.polled(true);
        assertThat(pace.timeout(LONG)).isEqualTo(Pace.LIVELY_POLL);
        pass(Duration.ofMillis(999));
        pace.polled(false);
        assertThat(pace.timeout(LONG)).isEqualTo(Pace.LIVELY_POLL);
        pass(Duration.ofMillis(1));
        assertThat(pace.timeout(LONG)).isEqualTo(LONG);
    }

    @Test
    void neverWaitsLongerThanItIsAskedTo() {
        assertThat(pace.timeout(Duration.ofMillis(100))).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void letsRecordsGatherOnlyAfterSomeCame() {
        assertThat(pace.pause()).isZero();
        pace.polled(true);
        assertThat(pace.pause()).isEqualTo(Duration.ofMillis(200));
        pace.polled(false);
        assertThat(pace.pause()).isZero();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
