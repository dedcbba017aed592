package dev.millrace.registry.model;

import org.jspecify.annotations.Nullable;

/**
 * What a person asks for.
 *
 * @param idempotencyKey as the client sent it; null where it sent none
 */
public record DecisionRequest(
        String project,
        String model,
        String by,
        String reason,
        @Nullable String idempotencyKey) {

    String modelId() {
        return project + "/" + model;
    }
}
