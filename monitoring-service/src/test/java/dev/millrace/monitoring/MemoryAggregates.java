package dev.millrace.monitoring;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Aggregates in memory: what the tests of use cases need of the kernel, with what was announced. */
public final class MemoryAggregates implements Aggregates {

    public final List<Announcement<?>> announced = new ArrayList<>();
    private final Map<String, MemoryStore<?>> stores = new HashMap<>();
    private boolean full;

    /** From now on every change is refused, as the kernel does with documents above the store's limit. */
    public void refuseAsTooLarge() {
        full = true;
    }

    @Override
    @SuppressWarnings("unchecked") // one type a name, as in the kernel
    public <S> AggregateStore<S> of(AggregateType<S> type) {
        return (AggregateStore<S>) stores.computeIfAbsent(type.name(), name -> new MemoryStore<S>());
    }

    private final class MemoryStore<S> implements AggregateStore<S> {

        private final ConcurrentSkipListMap<String, Stored<S>> documents = new ConcurrentSkipListMap<>();
        private final Map<String, Long> highWater = new HashMap<>();

        @Override
        public Outcome<S> on(Received<?> cause, String id, Decider<S> decider) {
            String source = id + "<" + cause.envelope().aggregateId();
            if (highWater.getOrDefault(source, 0L) >= cause.envelope().sequence()) {
                return new Outcome.Ignored<>(state(id), "DONE_BEFORE");
            }
            Outcome<S> outcome = decide(id, decider);
            highWater.put(source, cause.envelope().sequence());
            return outcome;
        }

        @Override
        public Outcome<S> onNaturalKey(Received<?> cause, String id, Decider<S> decider) {
            return decide(id, decider);
        }

        @Override
        public Outcome<S> command(Command command, String id, Decider<S> decider) {
            return decide(id, decider);
        }

        @Override
        public Outcome<S> internal(String actor, Lineage lineage, String id, Decider<S> decider) {
            return decide(id, decider);
        }

        @Override
        public Optional<Stored<S>> find(String id) {
            return Optional.ofNullable(documents.get(id));
        }

        @Override
        public Optional<Stored<S>> latest(String id) {
            return find(id);
        }

        @Override
        public List<Stored<S>> list(String idPrefix, String afterId, int limit) {
            return documents.values().stream()
                    .filter(document -> document.id().startsWith(idPrefix))
                    .filter(document -> document.id().compareTo(afterId) > 0)
                    .limit(limit)
                    .toList();
        }

        private @Nullable S state(String id) {
            return find(id).map(Stored::state).orElse(null);
        }

        private Outcome<S> decide(String id, Decider<S> decider) {
            S before = state(id);
            return switch (decider.decide(before)) {
                case Decision.Apply<S> tooLarge
                when full -> new Outcome.Refused<>("DOCUMENT_TOO_LARGE", "above the limit");
                case Decision.Apply<S> apply -> {
                    announced.addAll(apply.announcements());
                    long revision = find(id).map(Stored::revision).orElse(0L) + 1;
                    documents.put(id, new Stored<>(id, revision, apply.state(), null));
                    yield new Outcome.Applied<>(apply.state(), revision, List.of());
                }
                case Decision.Ignore<S> ignore -> new Outcome.Ignored<>(before, ignore.because());
                case Decision.Refuse<S> refuse -> new Outcome.Refused<>(refuse.code(), refuse.detail());
            };
        }
    }
}
