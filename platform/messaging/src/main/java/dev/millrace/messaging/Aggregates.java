package dev.millrace.messaging;

/** The service's own document store, as seen by features. */
public interface Aggregates {

    /** The aggregates of one type. */
    <S> AggregateStore<S> of(AggregateType<S> type);

    /**
     * Large or growing detail that an aggregate refers to: write-once documents, put in place first and made visible by
     * the commit that refers to them.
     */
    <T> Details<T> details(String collection, Class<T> type);
}
