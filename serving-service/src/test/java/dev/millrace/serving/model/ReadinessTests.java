package dev.millrace.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.serving.model.Models.ByFare;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ReadinessTests {

    private final ServedModels served = new ServedModels();
    private final Ticking clock = new Ticking();
    private final Readiness readiness = new Readiness(served, clock, Duration.ofSeconds(5));

    private static final class Ticking extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void isReadyWhenNothingIsApproved() {
        readiness.restored();
        assertThat(readiness.isReady()).isFalse();

        readiness.caughtUp();

        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    void isReadyWithWhatIsOnDiskWhenThePlatformStaysAway() {
        served.switchTo(Models.served(1, new ByFare(1)));
        readiness.restored();
        assertThat(readiness.isReady()).isFalse();

        clock.now = clock.now.plusSeconds(6);

        assertThat(readiness.isReady()).isTrue();
        assertThat(readiness.isStale()).isTrue();
        assertThat(readiness.isDegraded()).isTrue();
    }

    @Test
    void isNotReadyWithNothingOnDiskWhenThePlatformStaysAway() {
        readiness.restored();

        clock.now = clock.now.plusSeconds(600);

        assertThat(readiness.isReady()).isFalse();
    }

    @Test
    void expectsAModelThatIsApprovedLaterUntilItIsLoaded() {
        var approval = Models.served(1, new ByFare(1)).approval();
        readiness.restored();
        readiness.caughtUp();
        assertThat(readiness.isReady()).isTrue();

        readiness.ordered(approval);
        assertThat(readiness.isExpected(Models.TAXI)).isTrue();
        assertThat(readiness.isReady()).isTrue();

        readiness.settled(approval);
        assertThat(readiness.isExpected(Models.TAXI)).isFalse();
    }

    @Test
    void staysReadyWhenAVersionCannotBeFetchedLater() {
        var model = Models.served(1, new ByFare(1));
        readiness.restored();
        readiness.caughtUp();
        assertThat(readiness.isReady()).isTrue();

        readiness.ordered(model.approval());
        readiness.waiting(model.approval(), "away");

        assertThat(readiness.isReady()).isTrue();
        assertThat(readiness.isDegraded()).isTrue();
        assertThat(readiness.isExpected(Models.TAXI)).isTrue();
    }
}
