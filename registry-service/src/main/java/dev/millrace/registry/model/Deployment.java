package dev.millrace.registry.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One serving instance and one generation.
 *
 * @param serving whether it answers with it
 * @param reason of a refusal
 */
public record Deployment(
        String instance,
        boolean serving,
        @Nullable String reason,
        long loadMillis,
        long warmupMillis,
        int goldenRows,
        Instant at,
        String eventId) {}
