package dev.millrace.messaging.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.Events;
import dev.millrace.messaging.Received;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandOverTimesTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HandOverTimes times = new HandOverTimes(meters, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void leavesOutWhatWaitedForTheProcess() {
        times.begun(appended(NOW.minusSeconds(3600)));
        assertThat(meters.find("millrace.messaging.handover").timer()).isNull();

        times.begun(appended(NOW.plusMillis(5)));
        var timer = meters.get("millrace.messaging.handover")
                .tag("topic", "data.arrived")
                .timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isZero();
    }

    private static Received<?> appended(Instant at) {
        var envelope = new Envelope("e", "ingestion:datasets:d", 1, "default", null, "c", null, 0, at);
        return new Received<>(Events.arrived("d", 1), envelope, "default/d", "data.arrived", 0, 0, at);
    }
}
