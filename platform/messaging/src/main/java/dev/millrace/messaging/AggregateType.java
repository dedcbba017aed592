package dev.millrace.messaging;

/**
 * A kind of aggregate: one document each in the collection {@code name}.
 *
 * @param stateType a record (of records, lists, maps, strings, numbers, booleans, enums, Instants); map keys may hold
 *     any text
 * @param derived whether it decides nothing: it announces nothing then, and its changes are not audited
 */
public record AggregateType<S>(String name, Class<S> stateType, boolean derived) {

    public AggregateType(String name, Class<S> stateType) {
        this(name, stateType, false);
    }

    /** A kind whose documents sum up what others have published. */
    public static <S> AggregateType<S> derived(String name, Class<S> stateType) {
        return new AggregateType<>(name, stateType, true);
    }
}
