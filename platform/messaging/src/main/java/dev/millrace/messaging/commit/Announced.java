package dev.millrace.messaging.commit;

/** The last event that an aggregate announced on one topic: the next one says which it follows. */
public record Announced(long sequence, String key) {}
