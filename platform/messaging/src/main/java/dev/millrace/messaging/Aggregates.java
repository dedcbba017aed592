package dev.millrace.messaging;

/** The service's own document store, as seen by features. */
public interface Aggregates {

    /** The aggregates of one type. */
    <S> AggregateStore<S> of(AggregateType<S> type);
}
