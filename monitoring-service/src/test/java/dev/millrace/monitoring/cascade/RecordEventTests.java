package dev.millrace.monitoring.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.monitoring.cascade.TimelineEntry.Meaning;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordEventTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryCascades store = new MemoryCascades();
    private final Clock clock = Clock.fixed(Entries.START, ZoneOffset.UTC);
    private final CascadeFeed feed = new CascadeFeed(store, store, store, clock);
    private final RecordEvent recordEvent =
            new RecordEvent(store, store, store, feed, new CascadeMeters(meters), clock);
    private static final CascadeFilter ALL = filter(null, null, null, null);

    private final ReadCascades readCascades =
            new ReadCascades(store, store, store, Clock.offset(clock, Progress.SETTLE));

    @BeforeEach
    void aCascadeIsToldOutOfOrder() {
        record("p1", "m1", 4, "taxi", Entries.approval(2), 900);
        record("a1", null, 0, null, Entries.meaning(Step.DATA_ARRIVED), 0);
        record("t1", "v1", 2, "taxi", Meaning.ofRun(Step.TRAINING_STARTED, "r-12", "started"), 40);
        record("d1", "p1", 5, "taxi", Entries.meaning(Step.MODEL_SERVING), 1000);
    }

    @Test
    void ordersEventsByTimeAndCountsFromTheFirst() {
        CascadeView view = readCascades.find("default", "c1").orElseThrow();

        assertThat(view.events()).extracting(CascadeView.Event::eventId).containsExactly("a1", "t1", "p1", "d1");
        assertThat(view.events())
                .extracting(CascadeView.Event::millisSinceStart)
                .containsExactly(0L, 40L, 900L, 1000L);
        assertThat(view.events())
                .extracting(CascadeView.Event::millisSinceCause)
                .containsExactly(null, null, null, 100L);
        assertThat(view.cost().millis()).isEqualTo(1000);
        assertThat(view.cost().rowsArrived()).isEqualTo(9942);
        assertThat(view.status()).isEqualTo(CascadeStatus.SERVING);
        assertThat(view.runId()).isEqualTo("r-12");
        assertThat(view.events().getFirst().data().get("rows").asLong()).isEqualTo(9942);
    }

    @Test
    void countsHowACascadeEndedOnceAndHowLongItTook() {
        record("d1", "p1", 5, "taxi", Entries.meaning(Step.MODEL_SERVING), 1000);
        record("d2", "p1", 5, "taxi", Entries.meaning(Step.MODEL_SERVING), 1100);

        var serving = meters.get("millrace.monitoring.cascades")
                .tag("status", "serving")
                .timer();
        assertThat(serving.count()).isEqualTo(1);
        assertThat(serving.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(1000);
        assertThat(meters.get("millrace.monitoring.cascades")
                        .tag("status", "failed")
                        .timer()
                        .count())
                .isZero();
    }

    @Test
    void recordsARedeliveredEventOnce() {
        record("d1", "p1", 5, "taxi", Entries.meaning(Step.MODEL_SERVING), 1000);

        assertThat(readCascades.find("default", "c1").orElseThrow().events()).hasSize(4);
    }

    @Test
    void recordsEventsOfTwoProducersWithOneId() {
        recordEvent.record(Entries.outside("c8", "airflow", "run-1"));
        recordEvent.record(Entries.outside("c8", "dagster", "run-1"));
        recordEvent.record(Entries.outside("c8", "airflow", "run-1"));

        assertThat(readCascades.find("default", "c8").orElseThrow().events())
                .extracting(CascadeView.Event::aggregateId)
                .containsExactlyInAnyOrder("outside:airflow:run-1", "outside:dagster:run-1");
    }

    @Test
    void followsAnApprovalBackToTheData() {
        record("v1", "a1", 1, null, Entries.meaning(Step.DATA_VALIDATED), 10);
        record("m1", "t1", 3, "taxi", Meaning.ofRun(Step.MODEL_TRAINED, "r-12", "trained"), 800);
        var traceCauses = new TraceCauses(store, store);

        assertThat(traceCauses.ofApproval("default", "p1"))
                .extracting(CascadeView.Event::eventId)
                .containsExactly("a1", "v1", "t1", "m1", "p1");

        recordEvent.record(Entries.entry("c9", "back", null, 0, "taxi", Entries.approval(3), 9000));
        assertThat(traceCauses.ofApproval("default", "back"))
                .extracting(CascadeView.Event::eventId)
                .containsExactly("a1", "v1", "t1", "m1", "back");
        assertThat(traceCauses.ofApproval("default", "forgotten")).isEmpty();
    }

    @Test
    void linksDriftToTheCascadeThatPutTheModelInService() {
        recordEvent.record(Entries.entry("c2", "x1", "p1", 0, "taxi", Entries.meaning(Step.DRIFT_DETECTED), 5000));

        assertThat(readCascades.find("default", "c2").orElseThrow().linkedFrom())
                .isEqualTo("c1");
    }

    @Test
    void namesTheCascadeThatCarriesAMergedRun() {
        recordEvent.record(
                Entries.entry("c3", "t9", "v9", 2, "taxi", Meaning.ofRun(Step.TRAINING_MERGED, "r-12", "merged"), 50));

        CascadeView merged = readCascades.find("default", "c3").orElseThrow();
        assertThat(merged.status()).isEqualTo(CascadeStatus.MERGED);
        assertThat(merged.runCascade()).isEqualTo("c1");
    }

    @Test
    void runsWhileAnotherPipelineMayStillStartATraining() {
        decide("c3", "t8", "one", Step.TRAINING_SUPPRESSED);
        var atOnce = new ReadCascades(store, store, store, clock);

        assertThat(atOnce.find("default", "c3").orElseThrow().status()).isEqualTo(CascadeStatus.RUNNING);
        assertThat(status("c3")).isEqualTo(CascadeStatus.NO_TRAINING);
        decide("c3", "t9", "other", Step.TRAINING_STARTED);
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
            var later = new RecordEvent(
                    store,
                    store,
                    store,
                    feed,
                    new CascadeMeters(meters),
                    Clock.offset(clock, Duration.ofSeconds(n + 1)));
            later.record(Entries.entry("later" + n, "e" + n, null, 0, null, Entries.meaning(Step.DATA_ARRIVED), n));
        }

        CascadeView.CascadePage first = readCascades.find("default", ALL, null, 4);
        CascadeView.CascadePage second = readCascades.find("default", ALL, first.next(), 4);

        assertThat(ids(first)).containsExactly("later4", "later3", "later2", "later1");
        assertThat(ids(second)).containsExactly("later0", "c1");
        assertThat(second.next()).isNull();
        assertThat(readCascades.find("other", ALL, null, 4).cascades()).isEmpty();
    }

    @Test
    void findsCascadesByWhatTheyAreAbout() {
        var later = new RecordEvent(
                store, store, store, feed, new CascadeMeters(meters), Clock.offset(clock, Duration.ofSeconds(1)));
        later.record(Entries.entry("d9", "x1", null, 0, "rides", Entries.meaning(Step.ALERT_RAISED), 1));
        later.record(Entries.entry("d9", "x2", null, 0, "rides", Entries.meaning(Step.DRIFT_DETECTED), 2));
        later.record(Entries.entry(
                "a9", "y1", null, 0, null, Entries.meaning(Step.DATA_ARRIVED).about("airport"), 3));

        assertThat(found(null, "rides", null, null)).containsExactly("d9");
        assertThat(found(null, null, "airport", null)).containsExactly("a9");
        assertThat(found(null, null, null, CascadeTrigger.DRIFT)).containsExactly("d9");
        assertThat(found(CascadeStatus.SERVING, null, null, null)).containsExactly("c1");
        assertThat(found(CascadeStatus.SERVING, "rides", null, null)).isEmpty();
        var summary = readCascades
                .find("default", filter(null, "rides", null, null), null, 10)
                .cascades()
                .getFirst();
        assertThat(summary.about()).isEqualTo(new CascadeView.About(CascadeTrigger.DRIFT, null, List.of("rides"), 1));
        var from = new CascadeFilter(null, null, null, null, clock.instant().plusMillis(500), null);
        assertThat(ids(readCascades.find("default", from, null, 10))).containsExactlyInAnyOrder("d9", "a9");
        var until =
                new CascadeFilter(null, null, null, null, null, clock.instant().plusMillis(500));
        assertThat(ids(readCascades.find("default", until, null, 10))).containsExactly("c1");
    }

    @Test
    void findsACascadeThatGaveWayThoughNoEventTellsIt() {
        recordEvent.record(Entries.entry("w1", "q1", "z", 3, "slow", Entries.approval(1), 0));
        assertThat(found(CascadeStatus.RUNNING, "slow", null, null)).containsExactly("w1");

        recordEvent.record(Entries.entry("w2", "q2", "z", 3, "slow", Entries.approval(2), 10));

        assertThat(found(CascadeStatus.SUPERSEDED, "slow", null, null)).containsExactly("w1");
        assertThat(found(CascadeStatus.RUNNING, "slow", null, null)).containsExactly("w2");
    }

    @Test
    void countsTheCascadesOfEachHourByWhatBecameOfThem() {
        var share = new SummarizeCascades(store, clock).of("default", 20);

        assertThat(share.hours()).hasSize(24);
        assertThat(share.hours().getLast().counts()).containsExactlyEntriesOf(Map.of("SERVING", 1L));
        assertThat(share.hours().getFirst().counts()).isEmpty();
        assertThat(share.counts()).containsEntry("cascadesRunning", 0L);
        assertThat(new SummarizeCascades(store, clock).of("other", 20).hours())
                .allSatisfy(hour -> assertThat(hour.counts()).isEmpty());
    }

    private static CascadeFilter filter(
            @Nullable CascadeStatus status,
            @Nullable String pipeline,
            @Nullable String dataset,
            @Nullable CascadeTrigger trigger) {
        return new CascadeFilter(status, pipeline, dataset, trigger, null, null);
    }

    private List<String> found(
            @Nullable CascadeStatus status,
            @Nullable String pipeline,
            @Nullable String dataset,
            @Nullable CascadeTrigger trigger) {
        return ids(readCascades.find("default", filter(status, pipeline, dataset, trigger), null, 10));
    }

    @Test
    void endsWhereARunFailed() {
        recordEvent.record(
                Entries.entry("c6", "t6", "v6", 2, "taxi", Meaning.ofRun(Step.TRAINING_STARTED, "r-6", "started"), 0));
        assertThat(status("c6")).isEqualTo(CascadeStatus.RUNNING);

        recordEvent.record(
                Entries.entry("c6", "n6", "t6", 3, "taxi", Meaning.ofRun(Step.RUN_FAILED, "r-6", "failed"), 10));

        assertThat(status("c6")).isEqualTo(CascadeStatus.FAILED);
    }

    @Test
    void countsWhatComesWhenItIsFull() {
        for (int n = 0; n < Cascade.MAX_EVENTS + 5; n++) {
            recordEvent.record(Entries.entry("c7", "e" + n, null, 1, "taxi", Entries.meaning(Step.ALERT_RAISED), n));
        }

        var full = readCascades.find("default", "c7").orElseThrow();
        assertThat(full.events()).hasSize(Cascade.MAX_EVENTS);
        assertThat(full.omitted()).isEqualTo(5);
    }

    @Test
    void tellsListenersOfTheirProjectWhatIsNewAndWhatTheyMissed() throws InterruptedException {
        Subscription fresh = feed.subscribe("default", null).orElseThrow();
        Subscription stranger = feed.subscribe("other", "0").orElseThrow();
        Subscription returning = feed.subscribe("default", "0").orElseThrow();

        record("n1", "d1", 6, "taxi", Entries.approval(2), 2000);

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

    private void decide(String cascade, String id, String pipeline, Step step) {
        recordEvent.record(Entries.entry(cascade, id, "v9", 2, pipeline, Entries.meaning(step), 50));
    }

    private void approve(String cascade, String id, long generation) {
        recordEvent.record(Entries.entry(cascade, id, "m9", 4, "taxi", Entries.approval(generation), 900));
    }

    private static String next(Subscription subscription) throws InterruptedException {
        return subscription
                .next(Duration.ofSeconds(10))
                .orElseThrow()
                .live()
                .event()
                .eventId();
    }

    private static List<String> ids(CascadeView.CascadePage page) {
        return page.cascades().stream().map(CascadeView.Summary::id).toList();
    }

    private void record(
            String id, @Nullable String cause, int hop, @Nullable String pipeline, Meaning meaning, long millis) {
        recordEvent.record(Entries.entry("c1", id, cause, hop, pipeline, meaning, millis));
    }
}
