package dev.millrace.registry.model;

import dev.millrace.registry.judging.CausingEvent;
import org.jspecify.annotations.Nullable;

/**
 * How far the generation in force has come on the serving instances.
 *
 * @param serving whether an instance answers with it
 * @param refusals how often an instance has refused it
 * @param reason of the last refusal
 * @param cause event that told the first refusal
 */
record Rollout(
        boolean serving,
        int refusals,
        @Nullable String reason,
        @Nullable CausingEvent cause) {

    static final Rollout NOT_REPORTED = new Rollout(false, 0, null, null);

    Rollout confirmed() {
        return new Rollout(true, refusals, reason, cause);
    }

    Rollout refused(@Nullable String why, CausingEvent event) {
        return new Rollout(serving, refusals + 1, why, cause == null ? event : cause);
    }
}
