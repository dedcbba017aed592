package dev.millrace.messaging.commit;

/** An aggregate and its outbox as one change left them. */
public record Committed(AggregateDocument document, Outbox outbox) {}
