package dev.millrace.serving.model;

import org.jspecify.annotations.Nullable;

/**
 * What a person decided about a model: that it is withdrawn, or that it is answered with again.
 *
 * @param withdrawal null where it is answered with again
 */
public record ServingDecision(ModelName name, @Nullable Withdrawal withdrawal) {}
