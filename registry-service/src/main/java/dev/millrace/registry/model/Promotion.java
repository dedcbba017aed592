package dev.millrace.registry.model;

import dev.millrace.registry.history.Generation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the next generation. Pure. */
final class Promotion {

    private Promotion() {}

    /** The version that a generation serves. */
    record Target(
            int version,
            String packageDigest,
            String runId,
            @Nullable Integer predecessor) {}

    static Champion of(ModelState state, Target target, String approver, String reason, boolean rollback, Instant now) {
        var current = state.champion();
        @Nullable Long previous = current == null ? null : current.generation().number();
        var generation = new Generation(
                previous == null ? 1 : previous + 1,
                target.version(),
                target.packageDigest(),
                target.runId(),
                approver,
                reason,
                now,
                rollback,
                previous);
        return new Champion(generation, target.predecessor());
    }
}
