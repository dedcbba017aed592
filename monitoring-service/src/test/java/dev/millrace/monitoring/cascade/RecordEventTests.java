package dev.millrace.monitoring.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.DeployOutcome;
import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.TriggerDecision;
import dev.millrace.monitoring.MemoryAggregates;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordEventTests {

    private final MemoryAggregates aggregates = new MemoryAggregates();
    private final Clock clock = Clock.fixed(Events.START, ZoneOffset.UTC);
    private final CascadeFeed feed = new CascadeFeed(new ReadFeed(aggregates), clock);
    private final RecordEvent recordEvent = new RecordEvent(aggregates, feed, clock);
    private final ReadCascades readCascades = new ReadCascades(aggregates, Clock.offset(clock, Progress.SETTLE));

    @BeforeEach
    void aCascadeIsToldOutOfOrder() {
        record("p1", "m1", 4, "taxi", Events.approved(), "model.approved", 900);
        record("a1", null, 0, null, Events.arrived(), "data.arrived", 0);
        record(
                "t1",
                "v1",
                2,
                "taxi",
                Events.decided(TriggerDecision.STARTED, "NEW_DATA", "r-12"),
                "training.decided",
                40);
        record("d1", "p1", 5, "taxi", Events.deployed(DeployOutcome.SERVING), "model.deployed", 1000);
    }

    @Test
    void ordersEventsByTimeAndCountsFromTheFirst() {
        CascadeView view = readCascades.find("default", "c1").orElseThrow();

        assertThat(view.events()).extracting(CascadeView.Event::eventId).containsExactly("a1", "t1", "p1", "d1");
        assertThat(view.events())
                .extracting(CascadeView.Event::millisSinceStart)
                .containsExactly(0L, 40L, 900L, 1000L);
        assertThat(view.status()).isEqualTo(CascadeStatus.SERVING);
        assertThat(view.runId()).isEqualTo("r-12");
        assertThat(view.events().getFirst().data().get("rows").asLong()).isEqualTo(9942);
    }

    @Test
    void recordsARedeliveredEventOnce() {
        record("d1", "p1", 5, "taxi", Events.deployed(DeployOutcome.SERVING), "model.deployed", 1000);

        assertThat(readCascades.find("default", "c1").orElseThrow().events()).hasSize(4);
    }

    @Test
    void linksDriftToTheCascadeThatPutTheModelInService() {
        recordEvent.record(
                Events.received(Events.drift(), Events.envelope("c2", "x1", "p1", 0, "taxi"), "drift.detected", 5000));

        assertThat(readCascades.find("default", "c2").orElseThrow().linkedFrom())
                .isEqualTo("c1");
    }

    @Test
    void namesTheCascadeThatCarriesAMergedRun() {
        recordEvent.record(Events.received(
                Events.decided(TriggerDecision.MERGED, "NEW_DATA", "r-12"),
                Events.envelope("c3", "t9", "v9", 2, "taxi"),
                "training.decided",
                50));

        CascadeView merged = readCascades.find("default", "c3").orElseThrow();
        assertThat(merged.status()).isEqualTo(CascadeStatus.MERGED);
        assertThat(merged.runCascade()).isEqualTo("c1");
    }

    @Test
    void runsWhileAnotherPipelineMayStillStartATraining() {
        decide("c3", "t8", "one", TriggerDecision.SUPPRESSED);
        var atOnce = new ReadCascades(aggregates, clock);

        assertThat(atOnce.find("default", "c3").orElseThrow().status()).isEqualTo(CascadeStatus.RUNNING);
        assertThat(status("c3")).isEqualTo(CascadeStatus.NO_TRAINING);
        decide("c3", "t9", "other", TriggerDecision.STARTED);
        assertThat(status("c3")).isEqualTo(CascadeStatus.RUNNING);
    }

    @Test
    void endsACascadeWhoseApprovalGaveWayToANewerOne() {
        approve("c4", "p4", 3);
        assertThat(status("c4")).isEqualTo(CascadeStatus.RUNNING);

        approve("c5", "p5", 4);
        approve("c4", "p4", 3);

        CascadeView older = readCascades.find("default", "c4").orElseThrow();
        assertThat(older.status()).isEqualTo(CascadeStatus.SUPERSEDED);
        assertThat(older.runCascade()).isEqualTo("c5");
        assertThat(status("c5")).isEqualTo(CascadeStatus.RUNNING);
        assertThat(status("c1")).isEqualTo(CascadeStatus.SERVING);
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        for (int n = 0; n < 5; n++) {
            var later = new RecordEvent(aggregates, feed, Clock.offset(clock, Duration.ofSeconds(n + 1)));
            later.record(Events.received(
                    Events.arrived(), Events.envelope("later" + n, "e" + n, null, 0, null), "data.arrived", n));
        }

        CascadeView.Page first = readCascades.newest("default", null, 4);
        CascadeView.Page second = readCascades.newest("default", first.next(), 4);

        assertThat(ids(first)).containsExactly("later4", "later3", "later2", "later1");
        assertThat(ids(second)).containsExactly("later0", "c1");
        assertThat(second.next()).isNull();
        assertThat(readCascades.newest("other", null, 4).cascades()).isEmpty();
    }

    @Test
    void forgetsCascadesThatAreOlderThanIsKept() {
        var later = new RecordEvent(aggregates, feed, Clock.offset(clock, Duration.ofDays(1)));
        later.record(Events.received(
                Events.arrived(), Events.envelope("later", "e9", null, 0, null), "data.arrived", 86_400_000));

        CascadeStore.in(aggregates).forget(Events.START.plusSeconds(3600));

        assertThat(ids(readCascades.newest("default", null, 10))).containsExactly("later");
        assertThat(readCascades.find("default", "later").orElseThrow().events()).hasSize(1);
        assertThat(readCascades.find("default", "c1")).isEmpty();
        recordEvent.record(Events.received(
                Events.drift(), Events.envelope("c2", "x1", "p1", 0, "taxi"), "drift.detected", 90_000_000));
        assertThat(readCascades.find("default", "c2").orElseThrow().linkedFrom())
                .as("the approval is forgotten with its cascade")
                .isNull();
    }

    @Test
    void keepsACascadeThatGoesOnAndItsNewerEvents() {
        record("n1", "d1", 6, "taxi", Events.deployed(DeployOutcome.SERVING), "model.deployed", 86_400_000);

        CascadeStore.in(aggregates).forget(Events.START.plusSeconds(3600));

        CascadeView cascade = readCascades.find("default", "c1").orElseThrow();
        assertThat(cascade.events()).extracting(CascadeView.Event::eventId).containsExactly("n1");
        assertThat(cascade.status()).isEqualTo(CascadeStatus.SERVING);
    }

    @Test
    void tellsListenersOfTheirProjectWhatIsNewAndWhatTheyMissed() throws InterruptedException {
        Subscription fresh = feed.subscribe("default", null).orElseThrow();
        Subscription stranger = feed.subscribe("other", "0").orElseThrow();
        Subscription returning = feed.subscribe("default", "0").orElseThrow();

        record("n1", "d1", 6, "taxi", Events.approved(), "model.approved", 2000);

        assertThat(fresh.next(Duration.ofSeconds(10))
                        .orElseThrow()
                        .live()
                        .event()
                        .eventId())
                .isEqualTo("n1");
        assertThat(List.of(next(returning), next(returning), next(returning), next(returning), next(returning)))
                .containsExactlyInAnyOrder("p1", "a1", "t1", "d1", "n1");
        assertThat(stranger.next(Duration.ZERO)).isEmpty();
        List.of(fresh, stranger, returning).forEach(feed::unsubscribe);
    }

    private CascadeStatus status(String cascade) {
        return readCascades.find("default", cascade).orElseThrow().status();
    }

    private void decide(String cascade, String id, String pipeline, TriggerDecision decision) {
        recordEvent.record(Events.received(
                Events.decided(decision, "NEW_DATA", null),
                Events.envelope(cascade, id, "v9", 2, pipeline),
                "training.decided",
                50));
    }

    private void approve(String cascade, String id, long generation) {
        ModelApproved approved = Events.approved();
        approved.setGeneration(generation);
        recordEvent.record(
                Events.received(approved, Events.envelope(cascade, id, "m9", 4, "taxi"), "model.approved", 900));
    }

    private static String next(Subscription subscription) throws InterruptedException {
        return subscription
                .next(Duration.ofSeconds(10))
                .orElseThrow()
                .live()
                .event()
                .eventId();
    }

    private static List<String> ids(CascadeView.Page page) {
        return page.cascades().stream().map(CascadeView.Summary::id).toList();
    }

    private void record(
            String id,
            @Nullable String cause,
            int hop,
            @Nullable String pipeline,
            SpecificRecord event,
            String topic,
            long millis) {
        recordEvent.record(Events.received(event, Events.envelope("c1", id, cause, hop, pipeline), topic, millis));
    }
}
