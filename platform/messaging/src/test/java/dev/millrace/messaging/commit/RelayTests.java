package dev.millrace.messaging.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.Topics;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Events;
import dev.millrace.messaging.Lineage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Commits that come while the relay is at work. */
class RelayTests {

    private static final AggregateType<Count> COUNTS = new AggregateType<>("counts", Count.class);
    private static final String ID = "default/d";

    record Count(int value) {}

    private final MemoryDocuments documents = new MemoryDocuments();
    private final CommittedStore<Count> store =
            MemoryAggregates.over(documents, collection -> {}).committed(COUNTS);
    private final List<Long> sent = new ArrayList<>();
    private final Queue<Runnable> meanwhile = new ArrayDeque<>();
    private final Relay relay =
            new Relay(new Broker(), Runnable::run, Runnable::run, Duration.ofSeconds(1), new SimpleMeterRegistry());

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

    private Outbox commit() {
        store.internal(
                "test",
                new Lineage("cascade", null, 0),
                ID,
                state -> Decision.apply(
                        new Count(state == null ? 1 : state.value() + 1),
                        "counted",
                        Announcement.of(Topics.DATA_VALIDATED, Events.validated("d", 1))));
        return documents.outbox(ID).orElseThrow();
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
