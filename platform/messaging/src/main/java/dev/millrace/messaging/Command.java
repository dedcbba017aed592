package dev.millrace.messaging;

import org.jspecify.annotations.Nullable;

/**
 * A request from outside.
 *
 * @param actor subject of the caller, for the audit record
 * @param idempotencyKey as sent by the client; null where none was sent
 * @param requestDigest tells two requests with the same key apart
 * @param lineage usually that of a new cascade
 */
public record Command(String actor, @Nullable String idempotencyKey, String requestDigest, Lineage lineage) {}
