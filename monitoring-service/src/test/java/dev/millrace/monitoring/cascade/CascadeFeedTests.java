package dev.millrace.monitoring.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class CascadeFeedTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FailingSource source = new FailingSource();
    private final CascadeFeed feed = new CascadeFeed(source, Clock.fixed(Events.START, ZoneOffset.UTC));

    @Test
    void goesOnWhenTheStoreIsBack() throws InterruptedException {
        Subscription subscription = feed.subscribe("default", null).orElseThrow();
        source.awayFor(2);
        feed.recorded();
        assertThat(source.failed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        source.record("e1");
        feed.recorded();

        assertThat(subscription.next(PATIENCE).orElseThrow().live().event().eventId())
                .isEqualTo("e1");
        feed.unsubscribe(subscription);
    }

    /** Fails as a store that is away, a number of times. */
    private static final class FailingSource implements CascadeFeed.Source {

        private final ConcurrentSkipListMap<String, FeedItem> items = new ConcurrentSkipListMap<>();
        private volatile CountDownLatch failed = new CountDownLatch(0);

        void awayFor(int looks) {
            failed = new CountDownLatch(looks);
        }

        void record(String eventId) {
            String id = FeedItem.position(Events.START) + "-" + eventId;
            items.put(id, new FeedItem(id, "default", "c1", eventId));
        }

        @Override
        public List<FeedItem> after(String position) {
            if (failed.getCount() > 0) {
                failed.countDown();
                throw new IllegalStateException("the store is away");
            }
            return List.copyOf(items.tailMap(position, false).values());
        }

        @Override
        public Optional<CascadeView.Live> committed(FeedItem item) {
            return Optional.of(new CascadeView.Live("c1", CascadeStatus.RUNNING, event(item.eventId(), Events.START)));
        }

        private static CascadeView.Event event(String id, Instant at) {
            return new CascadeView.Event(
                    id,
                    null,
                    0,
                    "data.arrived",
                    "ingestion",
                    "ingestion:datasets:default/taxi",
                    1,
                    null,
                    at,
                    0,
                    "arrived",
                    JsonNodeFactory.instance.objectNode());
        }
    }
}
