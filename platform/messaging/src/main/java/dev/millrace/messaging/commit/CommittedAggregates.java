package dev.millrace.messaging.commit;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The kernel's {@link Aggregates}: every store commits in the same way and wakes the same relay and workers. */
public final class CommittedAggregates implements Aggregates {

    private final String service;
    private final int outboxLimit;
    private final Stores stores;
    private final OutboxSignal outboxSignal;
    private final JobSignal jobSignal;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, CommittedStore<?>> byCollection = new ConcurrentHashMap<>();

    public CommittedAggregates(
            String service,
            int outboxLimit,
            Stores stores,
            OutboxSignal outboxSignal,
            JobSignal jobSignal,
            Clock clock,
            MeterRegistry meters) {
        this.service = service;
        this.outboxLimit = outboxLimit;
        this.stores = stores;
        this.outboxSignal = outboxSignal;
        this.jobSignal = jobSignal;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public <S> AggregateStore<S> of(AggregateType<S> type) {
        return committed(type);
    }

    /** The same store, with what only the kernel's own parts may do. */
    @SuppressWarnings("unchecked") // One collection holds one type.
    public <S> CommittedStore<S> committed(AggregateType<S> type) {
        return (CommittedStore<S>) byCollection.computeIfAbsent(type.name(), name -> create(type));
    }

    /** The aggregates of every kind that this service uses. */
    public Map<String, CommittedStore<?>> byCollection() {
        return Map.copyOf(byCollection);
    }

    /** One of this service's aggregates. */
    public record Named(CommittedStore<?> store, String id) {}

    /** The aggregate {@code service:collection:id}, if it is one of a collection that this service uses. */
    public Optional<Named> named(String aggregate) {
        var parts = aggregate.split(":", 3);
        return parts.length == 3 && parts[0].equals(service)
                ? Optional.ofNullable(byCollection.get(parts[1])).map(store -> new Named(store, parts[2]))
                : Optional.empty();
    }

    private <S> CommittedStore<S> create(AggregateType<S> type) {
        var documents = stores.of(type.name());
        return new CommittedStore<>(
                type,
                documents,
                stores.states(),
                new ChangeFactory<>(service + ":" + type.name(), type.derived(), outboxLimit, stores, clock),
                outbox -> outboxSignal.committed(documents, outbox),
                () -> jobSignal.requested(type.name()),
                new ChangeLog(service, type.name(), type.derived(), meters));
    }
}
