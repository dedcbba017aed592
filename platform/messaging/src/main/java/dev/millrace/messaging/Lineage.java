package dev.millrace.messaging;

import org.jspecify.annotations.Nullable;

/**
 * Where an event stands in the chain of causes.
 *
 * @param causationId the event that caused it; null for the first of a cascade that nothing caused
 * @param hop 0 for the first event of a cascade
 */
public record Lineage(String cascadeId, @Nullable String causationId, int hop) {}
