package dev.millrace.monitoring;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What is kept apart for each partition of a topic, under the id of what it all belongs to. */
public final class PartitionStates<S> {

    private static final int PAGE = 100;

    private final AggregateStore<S> states;
    private final ToLongFunction<S> generation;

    /** @param generation that a state is about */
    public PartitionStates(Aggregates aggregates, AggregateType<S> type, ToLongFunction<S> generation) {
        this.states = aggregates.of(type);
        this.generation = generation;
    }

    public AggregateStore<S> store() {
        return states;
    }

    public static String id(String owner, int partition) {
        return "%s/%06d".formatted(owner, partition);
    }

    /** The states about a generation, by partition. */
    public Map<Integer, S> of(String owner, long wanted) {
        var found = all(owner);
        found.values().removeIf(state -> generation.applyAsLong(state) != wanted);
        return found;
    }

    /** All states, by partition; there are as many at most as the topic has partitions. */
    public Map<Integer, S> all(String owner) {
        var found = new TreeMap<Integer, S>();
        var prefix = owner + "/";
        var page = states.list(prefix, "", PAGE);
        while (!page.isEmpty()) {
            for (var stored : page) {
                found.put(Integer.valueOf(stored.id().substring(prefix.length())), stored.state());
            }
            page = page.size() < PAGE
                    ? List.of()
                    : states.list(prefix, page.getLast().id(), PAGE);
        }
        return found;
    }
}
