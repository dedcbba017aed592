package dev.millrace.monitoring.routing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody looks after an alert. Its incident is not told again while it lasts, only when it is over.
 *
 * @param note what they want others to know
 */
public record Acknowledgement(
        String alert,
        String incident,
        String by,
        Instant at,
        @Nullable String note) {}
