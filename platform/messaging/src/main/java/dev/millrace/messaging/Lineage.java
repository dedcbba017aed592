package dev.millrace.messaging;

import org.jspecify.annotations.Nullable;

/**
 * Where an event stands in the chain of causes.
 *
 * @param causationId the event that caused it; null for the first of a cascade that nothing caused
 * @param hop 0 for the first event of a cascade
 * @param origin the span that the first event of a cascade goes back to, as W3C's {@code traceparent}: in the cascade's own
 *     trace the request that began it, else what happened in another trace; null where none is known
 */
public record Lineage(
        String cascadeId,
        @Nullable String causationId,
        int hop,
        @Nullable String origin) {

    public Lineage(String cascadeId, @Nullable String causationId, int hop) {
        this(cascadeId, causationId, hop, null);
    }
}
