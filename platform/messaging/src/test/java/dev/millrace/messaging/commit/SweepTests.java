package dev.millrace.messaging.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Events;
import dev.millrace.messaging.Lineage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

/** Commits that nobody carries out but the sweep. */
class SweepTests {

    private static final AggregateType<Count> COUNTS = new AggregateType<>("counts", Count.class);
    private static final String ID = "default/d";
    private static final Duration GRACE = Duration.ofSeconds(2);

    record Count(int value) {}

    private final Documents documents = new Documents();
    private final CommittedStore<Count> store =
            MemoryAggregates.over(documents, collection -> {}).committed(COUNTS);
    private final List<Long> sent = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InstantSource time = () -> MemoryAggregates.NOW.plusNanos(documents.nanos);
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final Sweep sweep = new Sweep(
            () -> List.of(documents),
            new Relay(new Broker(), Runnable::run, Runnable::run, Duration.ofSeconds(1), clock, meters),
            GRACE,
            clock,
            () -> documents.nanos,
            meters);

    @Test
    void looksLessOftenWhileNothingWaits() {
        sweep(15);

        assertThat(documents.looks).isEqualTo(3);
    }

    @Test
    void looksEachTimeWhileSomethingWaits() {
        sweep(1);
        commit(1);
        refused.add(1L);
        sweep(5);

        assertThat(documents.looks).isEqualTo(2);
        sweep(5);
        assertThat(documents.looks).isEqualTo(7);
    }

    @Test
    void carriesOutAtOnceWhatAPredecessorLeft() {
        commit(1);

        sweep(1);

        assertThat(sent).containsExactly(1L);
        assertThat(outbox()).isEmpty();
    }

    @Test
    void leavesWhatIsNewToTheFastPath() {
        sweep(1);
        commit(1);
        sweep(5);
        assertThat(sent).isEmpty();

        documents.nanos += GRACE.toNanos() - 1;
        sweep(1);
        assertThat(sent).isEmpty();

        documents.nanos += 1;
        sweep(1);
        assertThat(sent).containsExactly(1L);
    }

    @Test
    void takesOutWhatWasSentBeforeAnEntryThatTheBrokerRefuses() {
        commit(3);
        refused.add(3L);

        sweep(1);
        documents.nanos += GRACE.toNanos();
        sweep(1);

        assertThat(sent).containsExactly(1L, 2L);
        assertThat(outbox())
                .extracting(entry -> entry instanceof OutboxEntry.Event event ? event.sequence() : 0L)
                .containsExactly(3L);
    }

    @Test
    void reachesWhatLiesBehindManyThatCannotBeCarriedOut() {
        for (int i = 0; i < 2 * Sweep.LIMIT; i++) {
            commit("default/stuck-" + i, "stuck", 1);
        }
        commit("default/z", "z", 1);

        for (int i = 0; i < 8; i++) {
            sweep(1);
            documents.nanos += GRACE.toNanos();
        }

        assertThat(documents.outbox("default/z").orElseThrow().entries()).isEmpty();
        assertThat(documents.asked).isLessThanOrEqualTo(Sweep.LIMIT);
    }

    @Test
    void tellsHowLongTheFirstEntryOfABusyAggregateHasWaited() {
        refused.add(1L);
        for (int second = 0; second <= 10; second++) {
            commit(1);
            sweep(1);
            documents.nanos += Duration.ofSeconds(1).toNanos();
        }

        assertThat(age()).isEqualTo(10);
    }

    @Test
    void callsNoBusyAggregateOldWhoseEntriesComeAndGo() {
        for (int second = 0; second <= 10; second++) {
            commit(1);
            sweep(1);
            documents.nanos += Duration.ofSeconds(1).toNanos();
        }

        assertThat(age()).isZero();
    }

    private void commit(int announcements) {
        commit(ID, "d", announcements);
    }

    private void commit(String id, String dataset, int announcements) {
        var all = IntStream.range(0, announcements)
                .mapToObj(i -> Announcement.of(Topics.DATA_VALIDATED, Events.validated(dataset, i)))
                .toArray(Announcement<?>[]::new);
        store.internal(
                "test",
                new Lineage("cascade", null, 0),
                id,
                state -> Decision.apply(new Count(state == null ? 1 : state.value() + 1), "counted", all));
    }

    private void sweep(int times) {
        IntStream.range(0, times).forEach(i -> sweep.sweep());
    }

    private List<OutboxEntry> outbox() {
        return documents.outbox(ID).orElseThrow().entries();
    }

    private double age() {
        return meters.get("millrace.messaging.outbox.age").gauge().value();
    }

    /** Takes all events but those that it refuses. */
    private final class Broker implements Transport {

        @Override
        public CompletableFuture<?> send(OutboxEntry.Event event) {
            if (refused.contains(event.sequence()) || event.key().equals("stuck")) {
                return CompletableFuture.failedFuture(new RecordTooLargeException("too large"));
            }
            sent.add(event.sequence());
            return CompletableFuture.completedFuture(event);
        }

        @Override
        public CompletableFuture<?> send(OutboxEntry.DeadLetter letter) {
            throw new UnsupportedOperationException("nothing is parked here");
        }
    }

    private static final class Documents extends MemoryDocuments {

        private int looks;
        private int asked;
        private long nanos;

        @Override
        public List<PendingOutbox> pending(PendingOutbox after, int limit) {
            looks += limit == 1 ? 1 : 0;
            asked = Math.max(asked, limit);
            return super.pending(after, limit);
        }
    }
}
