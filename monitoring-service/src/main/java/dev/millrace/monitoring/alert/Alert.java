package dev.millrace.monitoring.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person should look at.
 *
 * @param id its place among the alerts; pass it as {@code after} for what is older
 * @param service who raised it
 */
public record Alert(
        String id,
        String eventId,
        String cascadeId,
        String service,
        String pipeline,
        String severity,
        String code,
        String what,
        String where,
        @Nullable String link,
        Instant at) {}
