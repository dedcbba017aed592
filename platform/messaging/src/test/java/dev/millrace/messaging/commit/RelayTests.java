package dev.millrace.messaging.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Await;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Events;
import dev.millrace.messaging.Lineage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Commits that come while the relay is at work. */
class RelayTests {

    private static final AggregateType<Count> COUNTS = new AggregateType<>("counts", Count.class);
    private static final String ID = "default/d";

    record Count(int value) {}

    private final Documents documents = new Documents();
    private final CommittedStore<Count> store =
            MemoryAggregates.over(documents, collection -> {}).committed(COUNTS);
    private final List<Long> sent = new ArrayList<>();
    private final Queue<Runnable> meanwhile = new ArrayDeque<>();
    private final Relay relay = new Relay(
            new Broker(),
            Runnable::run,
            Runnable::run,
            Duration.ofSeconds(1),
            Clock.systemUTC(),
            new SimpleMeterRegistry());

    @Test
    void sendsOnceWhatItFoundBeforeItWasToldOfIt() {
        var first = commit();
        var told = new ArrayList<Outbox>();
        meanwhile.add(() -> told.add(commit()));

        relay.committed(documents, first);
        assertThat(sent).containsExactly(1L, 2L);
        relay.committed(documents, told.getFirst());

        assertThat(sent).containsExactly(1L, 2L);
        relay.committed(documents, commit());
        assertThat(sent).containsExactly(1L, 2L, 3L);
    }

    @Test
    void sendsForAllOthersWhileTheBrokerAnswersNothingToMany() throws Exception {
        var silent = new SilentBroker();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var unhurried = new Relay(
                    silent, threads, threads, Duration.ofMinutes(1), Clock.systemUTC(), new SimpleMeterRegistry());
            for (int i = 0; i < 20; i++) {
                var id = "default/silent-" + i;
                unhurried.committed(documents, commit(id));
                Await.until(() -> silent.sent.contains(id + " 1"));
            }
            unhurried.committed(documents, commit("default/silent-0"));
            unhurried.committed(documents, commit("default/heard"));

            Await.until(() -> silent.sent.contains("default/heard 1"));
            assertThat(silent.sent).doesNotContain("default/silent-0 2");

            silent.unanswered.forEach(each -> each.complete(null));
            silent.answers = true;
            Await.until(() -> silent.sent.contains("default/silent-0 2"));
        }
    }

    /** Acknowledges nothing of the aggregates whose names say so. */
    private static final class SilentBroker implements Transport {

        private final Queue<String> sent = new ConcurrentLinkedQueue<>();
        private final Queue<CompletableFuture<Void>> unanswered = new ConcurrentLinkedQueue<>();
        private volatile boolean answers;

        @Override
        public CompletableFuture<?> send(OutboxEntry.Event event) {
            sent.add("default/" + event.key() + " " + event.sequence());
            if (answers || !event.key().startsWith("silent")) {
                return CompletableFuture.completedFuture(null);
            }
            var answer = new CompletableFuture<Void>();
            unanswered.add(answer);
            return answer;
        }

        @Override
        public CompletableFuture<?> send(OutboxEntry.DeadLetter letter) {
            throw new UnsupportedOperationException("nothing is parked here");
        }
    }

    private Outbox commit() {
        return commit(ID);
    }

    private Outbox commit(String id) {
        var dataset = id.substring("default/".length());
        store.internal(
                "test",
                new Lineage("cascade", null, 0),
                id,
                state -> Decision.apply(
                        new Count(state == null ? 1 : state.value() + 1),
                        "counted",
                        Announcement.of(Topics.DATA_VALIDATED, Events.validated(dataset, 1))));
        return documents.outbox(id).orElseThrow();
    }

    /** Used by several threads. */
    private static final class Documents extends MemoryDocuments {

        @Override
        public synchronized Optional<Committed> commit(Change change) {
            return super.commit(change);
        }

        @Override
        public synchronized Optional<AggregateDocument> find(String id) {
            return super.find(id);
        }

        @Override
        public synchronized Optional<Outbox> outbox(String id) {
            return super.outbox(id);
        }

        @Override
        public synchronized boolean settle(Outbox carriedOut, boolean whole, Instant now) {
            return super.settle(carriedOut, whole, now);
        }

        @Override
        public synchronized boolean clearPending(String id) {
            return super.clearPending(id);
        }

        @Override
        public synchronized void putAudit(AuditRecord line) {
            super.putAudit(line);
        }
    }

    private final class Broker implements Transport {

        @Override
        public CompletableFuture<?> send(OutboxEntry.Event event) {
            sent.add(event.sequence());
            while (!meanwhile.isEmpty()) {
                meanwhile.remove().run();
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<?> send(OutboxEntry.DeadLetter letter) {
            throw new UnsupportedOperationException("nothing is parked here");
        }
    }
}
