package dev.millrace.messaging.commit;

/** A command that was carried out, by its idempotency key, and what tells its request from another with that key. */
public record SeenCommand(String key, String digest) {}
