package dev.millrace.ingestion.dataset;

import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.trail.TraceIds;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What asks for a file to be taken in.
 *
 * @param idempotencyKey the same request with the same key is carried out once; null where there is none
 * @param lineage of the version that comes of it
 * @param expected what is said of the file, and must be so
 */
public record Request(@Nullable String idempotencyKey, Lineage lineage, Expected expected) {

    /** A request of a person or program that says nothing of the file; it starts a cascade. */
    public static Request starting(@Nullable String idempotencyKey) {
        var cascade = UUID.randomUUID().toString();
        var lineage = new Lineage(cascade, null, 0, TraceIds.traceParentOfRequest(cascade));
        return new Request(idempotencyKey, lineage, Expected.NOTHING);
    }
}
