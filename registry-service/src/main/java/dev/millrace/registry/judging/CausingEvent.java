package dev.millrace.registry.judging;

import dev.millrace.messaging.Lineage;
import org.jspecify.annotations.Nullable;

/** The event that something came about with, so that what is decided about it later joins the same cascade. */
public record CausingEvent(
        String cascadeId, String eventId, @Nullable String causationId, int hop) {

    /** The place of an effect of this event in the cascade. */
    public Lineage effect() {
        return new Lineage(cascadeId, eventId, hop + 1);
    }
}
