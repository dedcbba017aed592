package dev.millrace.messaging.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.DataValidated;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Events;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.trail.TraceIds;
import dev.millrace.messaging.wire.Envelopes;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessResourceFailureException;

/** Two processes over one collection, each of which remembers what it saw. */
class CommittedStoreTests {

    private static final AggregateType<Count> COUNTS = new AggregateType<>("counts", Count.class);
    private static final Lineage LINEAGE = new Lineage("cascade", null, 0);
    private static final String ID = "default/visitors";

    record Count(int value) {}

    private final CountingDocuments documents = new CountingDocuments();
    private final AggregateStore<Count> one = process();
    private final AggregateStore<Count> other = process();

    @Test
    void loadsOnlyWhatItDoesNotRemember() {
        add(one, 1);
        int loaded = documents.loaded;

        add(one, 1);
        add(one, 1);

        assertThat(documents.loaded).isEqualTo(loaded);
        assertThat(one.latest(ID).orElseThrow().state()).isEqualTo(new Count(3));
        assertThat(documents.loaded).isEqualTo(loaded);
    }

    @Test
    void logsEachDecisionWithItsCascadeAndTrace() {
        var logger = (Logger) LoggerFactory.getLogger(ChangeLog.class);
        var logged = new ListAppender<ILoggingEvent>();
        logged.start();
        logger.addAppender(logged);
        try {
            add(one, 1);
            change(one, count -> Decision.ignore("nothing to do"));
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(logged.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage())
                    .isEqualTo("count.raised of model:counts:default/visitors, revision 1, announces []");
            assertThat(line.getMDCPropertyMap())
                    .containsEntry("cascade", "cascade")
                    .containsEntry("trace.id", TraceIds.ofCascade("cascade"));
        });
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void losesNothingThatAnotherProcessWroteMeanwhile() {
        add(one, 1);
        add(other, 10);
        add(one, 100);

        assertThat(one.find(ID).orElseThrow().state()).isEqualTo(new Count(111));
        assertThat(other.latest(ID).orElseThrow().revision()).isEqualTo(2);
        assertThat(other.find(ID).orElseThrow().revision()).isEqualTo(3);
    }

    @Test
    void doesNotGoByAnOldStateWhenItChangesNothing() {
        add(one, 1);
        add(other, 10);

        Outcome<Count> outcome = change(one, count -> atLeast(count, 11));

        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        assertThat(change(one, count -> atLeast(count, 1_000)))
                .isEqualTo(new Outcome.Ignored<>(new Count(0), "too few"));
    }

    @Test
    void asksAgainWhereTheDeciderCouldMakeNothingOfAnOldState() {
        add(one, 1);
        add(other, 10);

        Outcome<Count> outcome = change(one, count -> {
            if (count == null || count.value() != 11) {
                throw new IllegalStateException("seen too early");
            }
            return Decision.apply(new Count(12), "count.raised");
        });

        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void refusesAChangeWhoseEventNobodyCouldPublish() {
        add(one, 1);

        Outcome<Count> outcome = change(
                one,
                count -> Decision.apply(new Count(2), "count.raised", Announcement.of(Topics.DATA_VALIDATED, large())));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("EVENT_TOO_LARGE");
            assertThat(refused.detail()).startsWith("data.validated of model:counts:default/visitors would have");
        });
        assertThat(one.find(ID).orElseThrow().state()).isEqualTo(new Count(1));
    }

    @Test
    void parksTheEventWhoseEffectNobodyCouldPublish() {
        var event = Events.arrived("trips", 1);
        var cause = new Received<>(
                event,
                Envelopes.read(Topics.DATA_ARRIVED, event, Instant.EPOCH),
                "trips",
                "data.arrived",
                0,
                0,
                Instant.EPOCH);

        assertThatThrownBy(() -> one.on(
                        cause,
                        ID,
                        count -> Decision.apply(
                                new Count(2), "count.raised", Announcement.of(Topics.DATA_VALIDATED, large()))))
                .isInstanceOfSatisfying(
                        ParkedException.class, e -> assertThat(e.code()).isEqualTo("EVENT_TOO_LARGE"));
    }

    @Test
    void recognisesItsOwnChangeAlthoughTheAnswerWasLostAndAnotherWroteSince() {
        add(one, 1);
        documents.loseNextAnswer = () -> add(other, 10);

        var outcome = change(one, count -> Decision.apply(new Count(count.value() + 100), "count.raised"));

        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        assertThat(one.find(ID).orElseThrow().state()).isEqualTo(new Count(111));
    }

    @Test
    void appliesEveryEventOfFreshSourcesOnceAndGrowsNoDocument() {
        int sources = 40 * SourceMarks.SOURCES;
        for (int offset = 0; offset < sources; offset++) {
            assertThat(arrive(offset)).isInstanceOf(Outcome.Applied.class);
        }
        for (int offset = 0; offset < sources; offset++) {
            assertThat(arrive(offset)).isInstanceOf(Outcome.Ignored.class);
        }

        assertThat(one.find(ID).orElseThrow().state()).isEqualTo(new Count(sources));
        var events = documents.find(ID).orElseThrow().handled().events();
        assertThat(events.bySource()).hasSize(SourceMarks.SOURCES);
        assertThat(events.forgotten()).hasSize(1);
    }

    @Test
    void appliesAnEventFromOutsideOnceAndKnowsAnotherContentUnderItsId() {
        assertThat(arrive(0, outside("airflow", "7", "a.csv"))).isInstanceOf(Outcome.Applied.class);

        assertThat(arrive(1, outside("airflow", "7", "a.csv"))).isInstanceOf(Outcome.Ignored.class);
        assertThat(arrive(2, outside("dbt", "7", "a.csv"))).isInstanceOf(Outcome.Applied.class);
        assertThatThrownBy(() -> arrive(3, outside("airflow", "7", "b.csv")))
                .isInstanceOfSatisfying(ParkedException.class, e -> {
                    assertThat(e.code()).isEqualTo("EVENT_ID_CONFLICT");
                    assertThat(e.getMessage()).contains("needs another eventId");
                });
    }

    @Test
    void forgetsNoSourceOfItsOwnForEventsFromOutside() {
        arrive(0, Events.arrived("own", 1));
        for (int offset = 1; offset < 3 * SourceMarks.SOURCES; offset++) {
            arrive(offset, outside("airflow", "id-" + offset, "a.csv"));
        }

        assertThat(arrive(1000, Events.arrived("own", 1))).isInstanceOf(Outcome.Ignored.class);
        assertThat(documents.find(ID).orElseThrow().handled().events().bySource())
                .hasSize(1 + SourceMarks.SOURCES);
    }

    @Test
    void takesNoEventFromOutsideForOneOfItsOwn() {
        var next = Events.arrived("own", 1);
        var forged = outside("", next.getEventId(), "a.csv");
        forged.setSequence(next.getSequence());

        assertThat(arrive(0, forged)).isInstanceOf(Outcome.Applied.class);
        assertThat(arrive(1, next)).isInstanceOf(Outcome.Applied.class);
    }

    private static DataArrived outside(String producer, String eventId, String file) {
        var event = Events.arrived("visits", 1);
        event.setAggregateId(producer);
        event.setEventId(eventId);
        event.setFile(file);
        return event;
    }

    private Outcome<Count> arrive(long offset, DataArrived event) {
        return arrive(offset, event, Instant.EPOCH.plusSeconds(offset));
    }

    @Test
    void takesEventsOfAPartitionThatWasMadeAnew() {
        for (int offset = 0; offset < 2 * SourceMarks.SOURCES; offset++) {
            arrive(offset);
        }

        assertThat(arrive(0, "fresh", Instant.EPOCH.plusSeconds(86_400))).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void saysWhenNobodyKnowsWhetherAParkedEventWasApplied() {
        for (int offset = 0; offset < 2 * SourceMarks.SOURCES; offset++) {
            arrive(offset);
        }

        assertThatThrownBy(() -> ParkedRetry.handle(() -> arrive(0)))
                .isInstanceOfSatisfying(
                        ParkedException.class, e -> assertThat(e.code()).isEqualTo("SOURCE_FORGOTTEN"));
    }

    private Outcome<Count> arrive(long offset) {
        return arrive(offset, "source-" + offset, Instant.EPOCH.plusSeconds(offset));
    }

    private Outcome<Count> arrive(long offset, String source, Instant at) {
        return arrive(offset, Events.arrived(source, 1), at);
    }

    private Outcome<Count> arrive(long offset, DataArrived event, Instant at) {
        var envelope = Envelopes.read(Topics.DATA_ARRIVED, event, at);
        var cause = new Received<>(event, envelope, event.getDataset(), "data.arrived", 0, offset, at);
        documents
                .outbox(ID)
                .filter(outbox -> !outbox.entries().isEmpty())
                .ifPresent(outbox -> documents.settle(outbox, true, MemoryAggregates.NOW));
        return one.on(
                cause, ID, count -> Decision.apply(new Count(count == null ? 1 : count.value() + 1), "count.raised"));
    }

    private static DataValidated large() {
        var event = Events.validated("trips", 1);
        event.setReportDigest("r".repeat(ChangeFactory.MAX_BODY));
        return event;
    }

    private AggregateStore<Count> process() {
        return MemoryAggregates.over(documents, collection -> {}).of(COUNTS);
    }

    private static void add(AggregateStore<Count> process, int more) {
        change(
                process,
                count -> Decision.apply(new Count(count == null ? more : count.value() + more), "count.raised"));
    }

    private static Decision<Count> atLeast(Count count, int least) {
        return count.value() < least ? Decision.ignore("too few") : Decision.apply(new Count(0), "count.cleared");
    }

    private static Outcome<Count> change(AggregateStore<Count> process, Decider<Count> decider) {
        return process.internal("test", LINEAGE, ID, decider);
    }

    private static final class CountingDocuments extends MemoryDocuments {

        private int loaded;
        private @Nullable Runnable loseNextAnswer;

        @Override
        public Optional<Committed> commit(Change change) {
            var written = super.commit(change);
            var meanwhile = loseNextAnswer;
            if (meanwhile != null) {
                loseNextAnswer = null;
                meanwhile.run();
                throw new DataAccessResourceFailureException("the answer was lost");
            }
            return written;
        }

        @Override
        public Optional<AggregateDocument> find(String id) {
            loaded++;
            return super.find(id);
        }
    }
}
