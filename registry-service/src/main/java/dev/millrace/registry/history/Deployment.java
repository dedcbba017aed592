package dev.millrace.registry.history;

import java.time.Instant;
import java.util.Objects;
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
        String eventId) {

    /** Whether this is newer than the other report of the same instance, or says the same. */
    public boolean supersedes(Deployment other) {
        return at.isAfter(other.at()) || (serving == other.serving() && Objects.equals(reason, other.reason()));
    }
}
