package dev.millrace.registry.model;

import org.jspecify.annotations.Nullable;

/**
 * What a person asks for.
 *
 * @param idempotencyKey as the client sent it; null where it sent none
 * @param expectedGeneration what the client believes to be in service, 0 for nothing; null where it does not say
 */
public record DecisionRequest(
        String project,
        String model,
        String by,
        String reason,
        @Nullable String idempotencyKey,
        @Nullable Long expectedGeneration) {

    /** What is expected, as part of the request by which its repetition is known. */
    String expecting() {
        return expectedGeneration == null ? "" : " expecting " + expectedGeneration;
    }

    String modelId() {
        return project + "/" + model;
    }
}
