package dev.millrace.monitoring.drift.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** How often drift is published over so many drifting windows, a window every so often. */
    private static long published(int windows, Duration every) {
        var agreement = new Agreement[] {Agreement.NONE};
        return IntStream.range(0, windows)
                .filter(window -> {
                    var before = agreement[0];
                    agreement[0] = before.after(DriftLevel.DRIFT, 2, START.plus(every.multipliedBy(window)));
                    return agreement[0].announces(before);
                })
                .count();
    }

    @Test
    void publishesWithTheSecondWindow() {
        assertThat(published(1, Duration.ofMinutes(1))).isZero();
        assertThat(published(2, Duration.ofMinutes(1))).isOne();
        assertThat(published(59, Duration.ofMinutes(1))).isOne();
    }

    @Test
    void publishesDriftThatStaysEachHourAgain() {
        assertThat(published(62, Duration.ofMinutes(1))).isEqualTo(2);
        assertThat(published(5, Duration.ofHours(3))).isEqualTo(4);
    }

    @Test
    void isForgottenWhenAsManyWindowsAreCalm() {
        var drifting = Agreement.NONE.after(DriftLevel.DRIFT, 2, START).after(DriftLevel.DRIFT, 2, START);
        var oneCalm = drifting.after(DriftLevel.NONE, 2, START);

        assertThat(oneCalm.announced()).isTrue();
        assertThat(oneCalm.after(DriftLevel.POSSIBLE, 2, START).announced()).isFalse();
    }
}
