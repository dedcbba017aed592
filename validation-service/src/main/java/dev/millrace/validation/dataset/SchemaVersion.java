package dev.millrace.validation.dataset;

import java.time.Instant;

/**
 * One version of a dataset's schema.
 *
 * @param inferredFrom the dataset version that it was read from, or that the schema was read from which a person corrected; 0
 *     where a person wrote it before any data came
 * @param rows of that dataset version
 * @param digest of the artifact with the schema itself, JSON
 * @param corrected whether a person made it; such a schema is never read anew
 * @param by who made it: a person, or the service's name
 * @param reason why
 */
public record SchemaVersion(
        int version,
        long inferredFrom,
        long rows,
        String digest,
        boolean corrected,
        String by,
        Instant at,
        String reason) {}
