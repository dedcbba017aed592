package dev.millrace.messaging;

import org.jspecify.annotations.Nullable;

/**
 * An aggregate as it was read.
 *
 * @param revision counts up with every change
 * @param progress of the running job; null where none runs
 */
public record Stored<S>(
        String id, long revision, S state, @Nullable JobProgress progress) {}
