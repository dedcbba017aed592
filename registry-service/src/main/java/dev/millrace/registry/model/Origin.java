package dev.millrace.registry.model;

import dev.millrace.messaging.Lineage;
import org.jspecify.annotations.Nullable;

/** The event that a version was born with, so that what people decide about it later joins the same cascade. */
public record Origin(
        String cascadeId, String eventId, @Nullable String causationId, int hop) {

    Lineage effect() {
        return new Lineage(cascadeId, eventId, hop + 1);
    }
}
