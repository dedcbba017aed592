package dev.millrace.messaging;

/**
 * A kind of aggregate: one document each in the collection {@code name}.
 *
 * @param stateType a record (of records, lists, maps, strings, numbers, booleans, enums, Instants); map keys may hold
 *     any text
 */
public record AggregateType<S>(String name, Class<S> stateType) {}
