package dev.millrace.messaging.commit;

import dev.millrace.messaging.EventIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an aggregate's audit: who did what, why and when. Written with the change it tells of, and chained: each
 * line's hash covers the line before, so that none can be altered or left out unnoticed.
 *
 * @param revision of the aggregate after the change
 * @param cause event id or idempotency key; null where there was neither
 * @param hash over the previous line's hash and this line
 */
public record AuditRecord(
        String aggregate,
        long revision,
        String actor,
        String action,
        @Nullable String cause,
        String cascadeId,
        Instant at,
        String hash) {

    /** What the first line of a chain follows. */
    public static final String START = "";

    static AuditRecord after(
            String previousHash,
            String aggregate,
            long revision,
            String actor,
            String action,
            @Nullable String cause,
            String cascadeId,
            Instant at) {
        var line = new AuditRecord(aggregate, revision, actor, action, cause, cascadeId, at, "");
        return new AuditRecord(aggregate, revision, actor, action, cause, cascadeId, at, line.hashAfter(previousHash));
    }

    /** Whether this line is, unaltered, the one that followed a line with that hash. */
    public boolean follows(String previousHash) {
        return hash.equals(hashAfter(previousHash));
    }

    /** Every field with its length before it, so that text cannot move from one field into the next. */
    private String hashAfter(String previousHash) {
        var text = new StringBuilder();
        for (String field : List.of(
                previousHash,
                aggregate,
                Long.toString(revision),
                actor,
                action,
                cause == null ? "-" : "+" + cause,
                cascadeId,
                at.toString())) {
            text.append(field.length()).append(':').append(field);
        }
        return EventIds.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
