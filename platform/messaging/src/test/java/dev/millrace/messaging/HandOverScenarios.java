package dev.millrace.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.KernelApplication.Tally;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.commit.PendingOutbox;
import dev.millrace.messaging.commit.Relay;
import dev.millrace.messaging.commit.Stores;
import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.messaging.consume.MemoryParking;
import dev.millrace.messaging.consume.ParkedRecord;
import dev.millrace.messaging.consume.ParkedSweep;
import dev.millrace.messaging.consume.Parking;
import dev.millrace.messaging.wire.Codec;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.domain.Limit;
import org.springframework.data.mongodb.core.MongoOperations;

/** What must hold of one service on a broker, a registry and a store, whichever they are. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class HandOverScenarios {

    private static final int RIVALS = 8;
    private static final AggregateType<Tally> RACES = new AggregateType<>("races", Tally.class);

    private Surroundings surroundings;
    private ConfigurableApplicationContext service;
    private AggregateStore<Tally> tallies;
    private Wire wire;

    abstract Surroundings surroundings() throws Exception;

    @BeforeAll
    void start() throws Exception {
        surroundings = surroundings();
        service = KernelApplication.start(surroundings, "handover");
        tallies = service.getBean(Aggregates.class).of(KernelApplication.TALLIES);
        wire = new Wire(surroundings);
    }

    @AfterAll
    void stop() {
        if (surroundings != null) {
            wire.close();
            service.close();
            surroundings.close();
        }
    }

    @Test
    void announcesWhatAnEventLedToOnce() {
        var arrived = Events.arrived("once", 1);
        wire.send(arrived);
        wire.send(arrived);
        wire.send(Events.arrived("once", 2));

        var published = wire.read("data.validated", 2, each -> keyOf(each).equals("once"));

        var first = service.getBean(Codec.class)
                .decode(Topics.DATA_VALIDATED, published.getFirst().value());
        assertThat(first.getAggregateId()).isEqualTo("handover:tallies:default/once");
        assertThat(first.getSequence()).isEqualTo(1);
        assertThat(first.getCausationId()).isEqualTo(arrived.getEventId());
        assertThat(first.getCascadeId()).isEqualTo(arrived.getCascadeId());
        assertThat(first.getHop()).isEqualTo(1);
        assertThat(headerOf(published.getFirst(), "ce_id")).isEqualTo(first.getEventId());
        assertThat(headerOf(published.getFirst(), "mr_cascade")).isEqualTo(arrived.getCascadeId());
        assertThat(tally("once").arrivals()).isEqualTo(2);
        assertThat(tally("once").notes()).containsEntry("last.$version", "2");
        Await.until(() -> outboxOf("once") == 0);
    }

    @Test
    void parksGarbageAndGoesOn() {
        wire.send("data.arrived", "garbage", "no event at all".getBytes(StandardCharsets.UTF_8));
        wire.send(Events.arrived("garbage", 1));

        wire.read("data.validated", 1, each -> keyOf(each).equals("garbage"));

        assertThat(parkedAs("NOT_AVRO_FRAMED")).hasSize(1);
        assertThat(service.getBean(MeterRegistry.class)
                        .counter("millrace.messaging.parked", "topic", "data.arrived", "code", "NOT_AVRO_FRAMED")
                        .count())
                .isEqualTo(1);
        var id = parkedAs("NOT_AVRO_FRAMED").getFirst().id();
        carriesOutAllButTheLetterWhoseTopicIsMissing(id);
    }

    private void carriesOutAllButTheLetterWhoseTopicIsMissing(String id) {
        var parked = service.getBean(Stores.class).of("parked");
        Await.until(() -> parked.outbox(id).orElseThrow().entries().size() == 1);
        assertThat(parked.outbox(id).orElseThrow().entries())
                .singleElement()
                .isInstanceOf(OutboxEntry.DeadLetter.class);
        assertThat(parked.audit("handover:parked:" + id, 0, 10)).hasSize(1);
    }

    @Test
    void putsReadModelsInPlaceBeforeTheCallerHearsOfTheChange() {
        var rows = service.getBean(TallyRows.class);
        for (long arrivals = 1; arrivals <= 3; arrivals++) {
            var row = new TallyRow("default/rows", arrivals);
            count("default/rows", arrivals);
            assertThat(rows.findById("default/rows")).contains(row);
        }

        assertThat(rows.findByArrivalsGreaterThanOrderByArrivalsDesc(2, Limit.of(1)))
                .containsExactly(new TallyRow("default/rows", 3));
        Await.until(() -> outboxOf("rows") == 0);
    }

    @Test
    void leavesFieldsOfANewerReleaseInReadModels() {
        var newer = new NewerRelease(service.getBean(MongoOperations.class));
        newer.findsItsFieldsInWhatRepositoriesSave();
        newer.findsItsFieldsInWhatIsSavedWithAVersion();

        count("default/newer", 1);
        newer.addsTo("tallyRows", "default/newer", "");
        count("default/newer", 2);

        assertThat(newer.stored("tallyRows", "default/newer"))
                .containsAllEntriesOf(Map.of("arrivals", 2L, "ofTomorrow", "kept"));
    }

    private void count(String id, long arrivals) {
        tallies.internal(
                "test",
                Events.lineage("rows"),
                id,
                state -> Decision.apply(new Tally(arrivals, List.of(), Map.of()), "counted")
                        .storing(ReadModel.of(new TallyRow(id, arrivals))));
    }

    @Test
    void putsAReadModelInPlaceWhoseWriterDiedBehindTheCommit() throws Exception {
        assertThat(DyingWriter.run(surroundings, "rows", "default/died")).isEqualTo(137);

        try (var successor = KernelApplication.start(surroundings, "rows")) {
            var rows = successor.getBean(TallyRows.class);
            Await.until(() -> rows.findById("default/died").isPresent());

            assertThat(rows.findById("default/died")).contains(new TallyRow("default/died", 3));
        }
    }

    @Test
    void refusesAStateThatNoStoreTakes() {
        var huge = Map.of("text", "x".repeat(17 * 1024 * 1024));

        var outcome = tallies.internal(
                "test",
                Events.lineage("huge"),
                "default/huge",
                state -> Decision.apply(new Tally(1, List.of(), huge), "counted"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("DOCUMENT_TOO_LARGE"));
        assertThat(tallies.find("default/huge")).isEmpty();
    }

    @Test
    void claimsAJobAndTriesItAgain() {
        service.getBean(KernelApplication.Troubles.class)
                .jobs
                .addAll(List.of(
                        new IOException("no fault of the job"), new IllegalStateException("not at the first attempt")));
        want("jobs", Map.of(), new JobChange.Request("job-1"));

        Await.until(() -> "job-1 at attempt 2".equals(tally("jobs").notes().get("job")));
    }

    @Test
    void aJobMakesAnotherDueThatWaitsForLater() {
        want("waits", Map.of(), new JobChange.Request("job-1", Instant.now().plus(Duration.ofDays(1))));
        want("hastens", Map.of("hastens", "default/waits"), new JobChange.Request("job-1"));

        Await.until(() -> "job-1 at attempt 1".equals(tally("waits").notes().get("job")));
    }

    private void want(String name, Map<String, String> notes, JobChange job) {
        tallies.internal(
                "test",
                Events.lineage(name),
                "default/" + name,
                state ->
                        Decision.apply(new Tally(0, List.of(), notes), "wanted").with(job));
    }

    @Test
    void letsOneOfManyCreatorsWin() throws Exception {
        var won = new ConcurrentLinkedQueue<String>();
        race(rival -> {
            var races = kernel().of(RACES);
            for (int i = 0; i < 50; i++) {
                var mine = new Tally(rival, List.of(), Map.of());
                var id = "default/created-" + i;
                var outcome = races.internal(
                        "rival-" + rival,
                        Events.lineage("race"),
                        id,
                        state -> state == null ? Decision.apply(mine, "created") : Decision.ignore("too late"));
                if (outcome instanceof Outcome.Applied) {
                    won.add(id + " " + rival);
                }
            }
        });

        var stored = kernel().of(RACES).list("default/created-", "", 100).stream()
                .map(each -> each.id() + " " + each.state().arrivals())
                .toList();
        assertThat(stored).hasSize(50);
        assertThat(won).containsExactlyInAnyOrderElementsOf(stored);
    }

    @Test
    void publishesNothingOfWhatIsDerived() {
        var sums = kernel().committed(AggregateType.derived("sums", Tally.class));
        var one = new Tally(1, List.of(), Map.of());
        sums.internal("reader", Events.lineage("sums"), "default/one", state -> Decision.apply(one, "added"));

        assertThat(sums.find("default/one").orElseThrow().state()).isEqualTo(one);
        assertThat(sums.documents().outbox("default/one").orElseThrow().entries())
                .isEmpty();
        assertThat(sums.documents().pending(PendingOutbox.START, 10)).isEmpty();
        assertThatThrownBy(() -> sums.internal(
                        "reader",
                        Events.lineage("sums"),
                        "default/two",
                        state -> Decision.apply(
                                one, "added", Announcement.of(Topics.DATA_VALIDATED, Events.validated("sums", 1)))))
                .hasMessageContaining("announces nothing");
    }

    @Test
    void losesNoChangeAmongMany() throws Exception {
        race(rival -> {
            var races = kernel().of(RACES);
            for (int i = 0; i < 10; i++) {
                increment(races);
            }
        });

        assertThat(kernel().of(RACES).find("default/sum").orElseThrow().state().arrivals())
                .isEqualTo(10 * RIVALS);
    }

    @Test
    void appliesEachEventOnceAlthoughTheStoreDies() {
        LongStream.rangeClosed(1, 10).forEach(version -> wire.send(Events.arrived("killed", version)));
        Await.until(() -> tallies.find("default/killed")
                        .map(each -> each.state().arrivals())
                        .orElse(0L)
                > 2);
        surroundings.stopStore();
        LongStream.rangeClosed(11, 20).forEach(version -> wire.send(Events.arrived("killed", version)));
        assertThatThrownBy(() -> tally("killed")).hasMessageContaining("STORE_UNAVAILABLE");
        surroundings.startStore();

        var published = wire.read("data.validated", 20, each -> keyOf(each).equals("killed")).stream()
                .map(each -> headerOf(each, "ce_id"))
                .distinct()
                .toList();
        Await.until(() -> tally("killed").versions().contains(20L));
        assertThat(tally("killed").versions())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(published)
                .startsWith(EventIds.of("handover:tallies:default/killed", 1))
                .isSubsetOf(LongStream.rangeClosed(1, 20)
                        .mapToObj(sequence -> EventIds.of("handover:tallies:default/killed", sequence))
                        .toList());
        Await.until(() -> outboxOf("killed") == 0);
    }

    private static void increment(AggregateStore<Tally> races) {
        while (true) {
            try {
                races.internal(
                        "rival",
                        Events.lineage("race"),
                        "default/sum",
                        state -> Decision.apply(
                                new Tally(state == null ? 1 : state.arrivals() + 1, List.of(), Map.of()), "added"));
                return;
            } catch (UnavailableException e) {
                assertThat(e.getMessage()).containsPattern("^(CONTENDED|OUTBOX_BACKLOG):");
            }
        }
    }

    private void race(IntConsumer rival) throws Exception {
        var start = new CyclicBarrier(RIVALS);
        try (var threads = Executors.newFixedThreadPool(RIVALS)) {
            var running = IntStream.range(0, RIVALS)
                    .mapToObj(number -> threads.submit(() -> {
                        start.await();
                        rival.accept(number);
                        return number;
                    }))
                    .toList();
            for (var each : running) {
                each.get();
            }
        }
    }

    /** Another process's kernel over the same database; their clocks agree, so that equal changes are made of equal parts. */
    private CommittedAggregates kernel() {
        return new CommittedAggregates(
                "rivals",
                50,
                service.getBean(Stores.class),
                service.getBean(Relay.class),
                collection -> {},
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new SimpleMeterRegistry());
    }

    private List<ParkedRecord> parkedAs(String code) {
        return service.getBean(Parking.class).list(MemoryParking.PROJECTS, null, null, 100).stream()
                .filter(each -> each.reason().code().equals(code))
                .toList();
    }

    @Test
    void answersARepeatedCommandAsBefore() {
        AggregateStore.Decider<Tally> decider =
                state -> Decision.apply(new Tally(state == null ? 1 : state.arrivals() + 1, List.of(), Map.of()), "add")
                        .answering(state == null ? "first" : "another");
        var command = new Command("ada", "key-1", "digest-1", Events.lineage("commands"));
        var next = new Command("ada", "key-2", "digest-1", Events.lineage("commands"));

        assertThat(tallies.command(command, "default/commands", decider)).isInstanceOf(Outcome.Applied.class);
        assertThat(tallies.command(next, "default/commands", decider)).isInstanceOf(Outcome.Applied.class);
        assertThat(tallies.command(command, "default/commands", decider))
                .isInstanceOfSatisfying(
                        Outcome.Replayed.class,
                        replayed -> assertThat(replayed.answer()).isEqualTo("first"));
        assertThat(tallies.command(
                        new Command("ada", "key-1", "digest-2", Events.lineage("commands")),
                        "default/commands",
                        decider))
                .isEqualTo(new Outcome.Refused<Tally>(
                        "IDEMPOTENCY_KEY_REUSED", "this idempotency key was used for another request"));
        assertThat(tally("commands").arrivals()).isEqualTo(2);
    }

    @Test
    void parksWhatAListenerCannotHandleAndHandlesItWhenAsked() {
        var broken = new AtomicBoolean(true);
        var trouble = service.getBean(KernelApplication.Troubles.class);
        trouble.all.add(received -> {
            if (received.event().getDataset().equals("broken")
                    && received.event().getVersion() == 1
                    && broken.get()) {
                throw new IllegalArgumentException("no");
            }
        });
        wire.send(Events.arrived("broken", 1));
        wire.send(Events.arrived("broken", 2));
        wire.read("data.validated", 1, each -> keyOf(each).equals("broken"));
        var parked = parkedAs("HANDLER_FAILED");
        assertThat(parked).hasSize(1);
        assertThat(tally("broken").versions()).containsExactly(2L);

        broken.set(false);
        var sweep = service.getBean(ParkedSweep.class);
        assertThat(sweep.retry(parked.getFirst().id(), new ParkedRecord.Treatment("ada", ""))
                        .orElseThrow()
                        .status())
                .isEqualTo(ParkedRecord.Status.HANDLED);
        wire.send(Events.arrived("broken", 1));
        wire.send(Events.arrived("broken", 3));

        Await.until(() -> tally("broken").versions().contains(3L));
        assertThat(tally("broken").versions()).containsExactly(2L, 1L, 3L);
    }

    @Test
    void waitsWhileWhatItStandsOnIsAwayAndShowsIt() {
        var away = new AtomicBoolean(true);
        service.getBean(KernelApplication.Troubles.class).all.add(received -> {
            if (received.event().getDataset().equals("away") && away.get()) {
                throw new UncheckedIOException(new IOException("not now"));
            }
        });
        var health = service.getBean("messagingHealthIndicator", HealthIndicator.class);
        wire.send(Events.arrived("away", 1));

        Await.until(() -> waitingSeconds() >= 1);
        assertThat(gauge("millrace.messaging.degraded")).isEqualTo(1);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails().get("waiting")).asString().contains("shared", "not now");
        away.set(false);

        wire.read("data.validated", 1, each -> keyOf(each).equals("away"));
        Await.until(() -> gauge("millrace.messaging.degraded") == 0);
        assertThat(waitingSeconds()).isZero();
        assertThat(service.getBean(Parking.class).list(MemoryParking.PROJECTS, null, null, 100))
                .noneMatch(each -> each.reason().detail().contains("not now"));
    }

    /** The gauge is there only once the consumer has waited. */
    private double waitingSeconds() {
        var gauge = service.getBean(MeterRegistry.class)
                .find("millrace.messaging.waiting")
                .tags("consumer", "shared")
                .gauge();
        return gauge == null ? 0 : gauge.value();
    }

    private double gauge(String name, String... tags) {
        return service.getBean(MeterRegistry.class).get(name).tags(tags).gauge().value();
    }

    @Test
    void refusesADocumentThatIsLargerThanTheStoreTakes() {
        var outcome = tallies.command(
                new Command("ada", null, "digest", Events.lineage("huge")),
                "default/huge",
                state ->
                        Decision.apply(new Tally(1, List.of(), Map.of("note", "x".repeat(17 * 1024 * 1024))), "noted"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("DOCUMENT_TOO_LARGE"));
        assertThat(tallies.find("default/huge")).isEmpty();
    }

    @Test
    void readsATableToItsEnd() {
        Await.until(() -> service.getBean(KernelApplication.Definitions.class).caughtUp);
    }

    private Tally tally(String dataset) {
        return tallies.find("default/" + dataset).orElseThrow().state();
    }

    private int outboxOf(String dataset) {
        return service.getBean(Stores.class)
                .of("tallies")
                .outbox("default/" + dataset)
                .orElseThrow()
                .entries()
                .size();
    }

    private static String keyOf(ConsumerRecord<byte[], byte[]> each) {
        return each.key() == null ? "" : new String(each.key(), StandardCharsets.UTF_8);
    }

    private static String headerOf(ConsumerRecord<byte[], byte[]> each, String name) {
        return new String(each.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
