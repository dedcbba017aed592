package dev.millrace.messaging.commit;

import org.jspecify.annotations.Nullable;

/**
 * A command that was carried out, by its idempotency key, and what tells its request from another with that key.
 *
 * @param answer what its decision said, for when it comes again
 */
public record HandledCommand(
        String key, String digest, @Nullable String answer) {}
