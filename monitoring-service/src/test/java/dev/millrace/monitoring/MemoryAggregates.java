package dev.millrace.monitoring;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Received;
import dev.millrace.messaging.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final Map<String, MemoryDetails<?>> details = new HashMap<>();

    @Override
    @SuppressWarnings("unchecked") // one type a name, as in the kernel
    public <S> AggregateStore<S> of(AggregateType<S> type) {
        return (AggregateStore<S>) stores.computeIfAbsent(type.name(), name -> new MemoryStore<S>());
    }

    @Override
    @SuppressWarnings("unchecked") // one type a name, as in the kernel
    public <T> Details<T> details(String collection, Class<T> type) {
        return (Details<T>) details.computeIfAbsent(collection, name -> new MemoryDetails<T>());
    }

    /** As the kernel's store compares: times as text. */
    private static String text(Object value, String field) {
        return Arrays.stream(value.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(field))
                .map(component -> {
                    try {
                        component.getAccessor().setAccessible(true);
                        return component.getAccessor().invoke(value).toString();
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .findFirst()
                .orElseThrow();
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

        @Override
        public List<Stored<S>> where(Map<String, Object> fields, int limit) {
            throw new UnsupportedOperationException("monitoring does not search by field");
        }

        @Override
        public void forget(String field, Instant before) {
            documents
                    .values()
                    .removeIf(document -> text(document.state(), field).compareTo(before.toString()) < 0);
        }

        private @Nullable S state(String id) {
            return find(id).map(Stored::state).orElse(null);
        }

        private Outcome<S> decide(String id, Decider<S> decider) {
            S before = state(id);
            return switch (decider.decide(before)) {
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

    private static final class MemoryDetails<T> implements Details<T> {

        private final ConcurrentSkipListMap<String, T> documents = new ConcurrentSkipListMap<>();

        @Override
        public void put(String id, T value) {
            documents.put(id, value);
        }

        @Override
        public Optional<T> find(String id) {
            return Optional.ofNullable(documents.get(id));
        }

        @Override
        public void forget(String field, Object before) {
            documents.values().removeIf(value -> text(value, field).compareTo(before.toString()) < 0);
        }

        @Override
        public void forgetOlder(String idPrefix, String beforeId) {
            documents.subMap(idPrefix, beforeId).clear();
        }

        @Override
        public List<T> list(String idPrefix, int limit) {
            return list(idPrefix, "\uffff", limit);
        }

        @Override
        public List<T> list(String idPrefix, String beforeId, int limit) {
            return documents.headMap(beforeId, false).descendingMap().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(idPrefix))
                    .limit(limit)
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }
}
