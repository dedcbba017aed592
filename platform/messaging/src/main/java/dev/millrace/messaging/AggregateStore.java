package dev.millrace.messaging;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way to change state. Each change loads one document, lets a pure {@link Decider} decide, and writes the new
 * state, the mark that the cause is done, the events to publish and the audit record in one conditional update.
 * Contention is retried; the decider may therefore run several times and must not have effects.
 *
 * <p>Ids are natural keys within a project: {@code "default/taxi-trips"}.
 */
public interface AggregateStore<S> {

    /**
     * Applies an event once. An event whose sequence is not above the aggregate's high-water mark for the event's source
     * is ignored.
     *
     * @throws ParkedException when the decider refuses
     */
    Outcome<S> on(Received<?> cause, String id, Decider<S> decider);

    /**
     * As {@link #on}, for an aggregate that hears from thousands of others: no high-water mark is kept, the state itself
     * must tell the decider that the event was applied before.
     */
    Outcome<S> onNaturalKey(Received<?> cause, String id, Decider<S> decider);

    /**
     * Applies a request of a person or program. A command with an idempotency key that the aggregate has seen gets
     * {@link Outcome.Replayed}; the same key with another request is refused with IDEMPOTENCY_KEY_REUSED.
     */
    Outcome<S> command(Command command, String id, Decider<S> decider);

    /** Applies something that the service does by itself, such as a timer or a fold. */
    Outcome<S> internal(String actor, Lineage lineage, String id, Decider<S> decider);

    Optional<Stored<S>> find(String id);

    /**
     * As {@link #find}, but spares the store's answer where this process remembers the aggregate: for work whose commit
     * makes sure that nothing has changed since.
     */
    Optional<Stored<S>> latest(String id);

    /** Aggregates whose id starts with {@code idPrefix}, by id, after {@code afterId} (exclusive, empty for the first). */
    List<Stored<S>> list(String idPrefix, String afterId, int limit);

    /** A pure function from the state, null where the aggregate does not exist yet, to what shall happen. */
    @FunctionalInterface
    interface Decider<S> {
        Decision<S> decide(@Nullable S state);
    }
}
