package dev.millrace.messaging.commit;

/** Wakes whoever publishes outboxes. Only speed depends on it: what it misses, the sweep finds. */
@FunctionalInterface
public interface OutboxSignal {

    void committed(AggregateDocuments documents, Outbox outbox);
}
