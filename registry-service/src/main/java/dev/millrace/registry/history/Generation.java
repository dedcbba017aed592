package dev.millrace.registry.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be served from one moment on.
 *
 * @param number counts up with every change of what is served, rollbacks included
 * @param previous what this replaced; null for the first
 */
public record Generation(
        long number,
        int version,
        String packageDigest,
        String runId,
        String approver,
        String reason,
        Instant at,
        boolean rollback,
        @Nullable Long previous) {}
