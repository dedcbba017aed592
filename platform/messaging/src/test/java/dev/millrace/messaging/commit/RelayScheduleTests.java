package dev.millrace.messaging.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.DataArrived;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Events;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.mongo.Templates;
import dev.millrace.messaging.wire.Envelopes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The schedule model of the hand-over, run against the code itself: two consumers (one may be a zombie), two relays, any of
 * them may die between two steps or right after a write whose answer is lost; then all heal. Each event must have taken
 * effect once, and the first copies must be published in order.
 */
class RelayScheduleTests {

    private static final int SCHEDULES = 1_000;
    private static final int MUTANT_SCHEDULES = 1_000;
    private static final AggregateType<Count> COUNTS = new AggregateType<>("counts", Count.class);
    private static final StateMapper STATES = Templates.states();
    private static final String ID = "default/d";

    record Count(long applied) {}

    /** Simplifications that must be caught. */
    enum Mutant {
        NONE,
        OFFSET_FIRST,
        NO_MARK,
        NO_COMPARISON,
        NO_OUTBOX,
        PULL_FIRST,
        UNORDERED,
        PENDING_CLEARED_ALWAYS
    }

    @Test
    void appliesEachEventOnceAndPublishesInOrder() {
        for (long seed = 0; seed < SCHEDULES; seed++) {
            assertThat(new World(seed, Mutant.NONE).violation())
                    .as("schedule %d", seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void catchesEverySimplification(Mutant mutant) {
        long caught = LongStream.range(0, MUTANT_SCHEDULES)
                .filter(seed -> !new World(seed, mutant).violation().isEmpty())
                .limit(1)
                .count();

        assertThat(caught).as("%s went unnoticed", mutant).isPositive();
    }

    /** One aggregate, one topic it hears, one topic it speaks on. */
    private static final class World {

        private final Mutant mutant;
        private final Random random;
        private final Schedule schedule;
        private final int events;
        private final SteppingDocuments documents = new SteppingDocuments();
        private final List<OutboxEntry.Event> published = new ArrayList<>();
        private int offset;

        World(long seed, Mutant mutant) {
            this.mutant = mutant;
            this.random = new Random(seed);
            this.events = 1 + random.nextInt(5);
            this.schedule = new Schedule(seed, List.of(0.0, 0.05, 0.2, 0.4).get(random.nextInt(4)));
        }

        /** What went wrong; empty where nothing did. */
        String violation() {
            schedule.actor(this::consume);
            schedule.actor(this::consume);
            schedule.actor(this::relay);
            schedule.actor(this::relay);
            schedule.run(40 + random.nextInt(120), 400 + 100 * events);
            var row = documents.rows.get(ID);
            if (row == null) {
                return "nothing was written";
            }
            long applied = STATES.read(row.document().state(), Count.class).applied();
            var firstCopies = new LinkedHashMap<Long, OutboxEntry.Event>();
            for (OutboxEntry.Event copy : published) {
                var first = firstCopies.putIfAbsent(copy.sequence(), copy);
                if (first != null && !first.equals(copy)) {
                    return "two copies of " + copy.sequence() + " differ";
                }
            }
            var expected = LongStream.rangeClosed(1, events).boxed().toList();
            return applied == events
                            && row.outbox().isEmpty()
                            && !row.pending()
                            && offset >= events
                            && List.copyOf(firstCopies.keySet()).equals(expected)
                            && auditHolds(row)
                    ? ""
                    : "applied %d of %d, published %s, pending %s"
                            .formatted(applied, events, firstCopies.keySet(), row.pending());
        }

        private boolean auditHolds(MemoryDocuments.Row row) {
            var previous = AuditRecord.START;
            var lines = new ArrayList<>(documents.audit.values());
            lines.sort((a, b) -> Long.compare(a.revision(), b.revision()));
            for (AuditRecord line : lines) {
                if (!line.follows(previous)) {
                    return false;
                }
                previous = line.hash();
            }
            return previous.equals(row.document().chain());
        }

        private void consume() {
            var store = MemoryAggregates.over(documents, collection -> {}).committed(COUNTS);
            Decider<Count> decider = state -> Decision.apply(
                    new Count(state == null ? 1 : state.applied() + 1),
                    "counted",
                    Announcement.of(Topics.DATA_VALIDATED, Events.validated("d", 1)));
            int position = offset;
            while (true) {
                schedule.turn();
                if (position >= events) {
                    position = Math.min(position, offset);
                    continue;
                }
                if (mutant == Mutant.OFFSET_FIRST) {
                    offset = position + 1;
                    schedule.turn();
                }
                try {
                    if (mutant == Mutant.NO_MARK) {
                        store.onNaturalKey(received(position + 1), ID, decider);
                    } else {
                        store.on(received(position + 1), ID, decider);
                    }
                } catch (UnavailableException e) {
                    continue;
                }
                schedule.turn();
                offset = position + 1;
                position++;
            }
        }

        private void relay() {
            var transport = new Transport() {
                @Override
                public CompletableFuture<?> send(OutboxEntry.Event event) {
                    schedule.turn();
                    published.add(event);
                    schedule.answer();
                    return CompletableFuture.completedFuture(event);
                }

                @Override
                public CompletableFuture<?> send(OutboxEntry.DeadLetter letter) {
                    throw new UnsupportedOperationException("nothing is parked here");
                }
            };
            var relay = new Relay(
                    transport,
                    Runnable::run,
                    Runnable::run,
                    Duration.ofSeconds(1),
                    Clock.systemUTC(),
                    new SimpleMeterRegistry());
            while (true) {
                schedule.turn();
                documents.pending(PendingOutbox.START, 10).forEach(outbox -> relay.carryOut(documents, outbox.id()));
            }
        }

        private static Received<DataArrived> received(long sequence) {
            var event = Events.arrived("d", sequence);
            return new Received<>(
                    event,
                    Envelopes.read(Topics.DATA_ARRIVED, event, Instant.EPOCH),
                    "d",
                    "data.arrived",
                    0,
                    sequence - 1,
                    Instant.EPOCH);
        }

        /** Each operation is a step; writes may take effect without an answer. */
        private final class SteppingDocuments extends MemoryDocuments {

            @Override
            public Optional<AggregateDocument> find(String id) {
                schedule.turn();
                return super.find(id);
            }

            @Override
            public Optional<Committed> commit(Change change) {
                schedule.turn();
                var outbox = mutant == Mutant.NO_COMPARISON
                        ? Optional.of(write(change, rows.get(change.id())))
                        : super.commit(change);
                schedule.answer();
                if (outbox.isPresent() && mutant == Mutant.NO_OUTBOX) {
                    publishDirectly(change);
                }
                if (outbox.isPresent() && schedule.below(50) == 0) {
                    throw new DataAccessResourceFailureException("written, but the answer took too long");
                }
                return outbox;
            }

            private void publishDirectly(Change change) {
                var row = rows.get(change.id());
                if (row != null) {
                    rows.put(
                            change.id(),
                            row.with(
                                    row.outbox().stream()
                                            .filter(OutboxEntry.Audit.class::isInstance)
                                            .toList(),
                                    true));
                }
                schedule.turn();
                change.publication().entries().stream()
                        .filter(OutboxEntry.Event.class::isInstance)
                        .forEach(event -> published.add((OutboxEntry.Event) event));
            }

            @Override
            public Optional<Outbox> outbox(String id) {
                schedule.turn();
                return super.outbox(id).map(outbox -> {
                    var entries = new ArrayList<>(outbox.entries());
                    if (mutant == Mutant.UNORDERED) {
                        Collections.shuffle(entries, random);
                    }
                    if (mutant == Mutant.PULL_FIRST && !entries.isEmpty()) {
                        var row = rows.get(outbox.id());
                        if (row != null) {
                            rows.put(outbox.id(), row.with(List.of(), true));
                        }
                        schedule.turn();
                    }
                    return new Outbox(outbox.id(), outbox.revision(), entries);
                });
            }

            @Override
            public boolean settle(Outbox carriedOut, boolean whole, Instant now) {
                schedule.turn();
                boolean settled = super.settle(carriedOut, whole, now);
                var row = rows.get(carriedOut.id());
                if (mutant == Mutant.PENDING_CLEARED_ALWAYS && row != null) {
                    schedule.turn();
                    var latest = rows.get(carriedOut.id());
                    rows.put(
                            carriedOut.id(),
                            (latest == null ? row : latest).with((latest == null ? row : latest).outbox(), false));
                    return true;
                }
                schedule.answer();
                return settled;
            }

            @Override
            public boolean clearPending(String id) {
                schedule.turn();
                boolean cleared = super.clearPending(id);
                schedule.answer();
                return cleared;
            }
        }
    }
}
