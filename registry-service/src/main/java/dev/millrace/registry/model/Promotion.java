package dev.millrace.registry.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the next generation. Pure. */
final class Promotion {

    private Promotion() {}

    static Generation of(
            ModelState state, Version version, String approver, String reason, boolean rollback, Instant now) {
        Generation current = state.champion();
        @Nullable Long previous = current == null ? null : current.number();
        return new Generation(
                previous == null ? 1 : previous + 1,
                version.number(),
                version.packageDigest(),
                version.runId(),
                approver,
                reason,
                now,
                rollback,
                previous,
                List.of());
    }
}
