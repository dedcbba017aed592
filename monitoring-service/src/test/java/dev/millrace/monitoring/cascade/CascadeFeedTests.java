package dev.millrace.monitoring.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CascadeFeedTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MemoryCascades store = new MemoryCascades();
    private final Clock clock = Clock.fixed(Entries.START, ZoneOffset.UTC);
    private final CascadeFeed feed = new CascadeFeed(store, store, store, clock);
    private final RecordEvent recordEvent =
            new RecordEvent(store, store, store, feed, new CascadeMeters(new SimpleMeterRegistry()), clock);

    @Test
    void goesOnWhenTheStoreIsBack() throws InterruptedException {
        var subscription = feed.subscribe("default", null).orElseThrow();
        var failed = store.awayFor(2);
        feed.recorded();
        assertThat(failed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        recordEvent.record(Entries.entry("c1", "e1", null, 0, null, Entries.meaning(Step.DATA_ARRIVED), 0));

        assertThat(subscription.next(PATIENCE).orElseThrow().live().event().eventId())
                .isEqualTo("e1");
        feed.unsubscribe(subscription);
    }
}
