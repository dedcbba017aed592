package dev.millrace.messaging.commit;

import dev.millrace.messaging.Lineage;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Something that a commit promised to do elsewhere, kept in the aggregate's own document until it is done. */
public sealed interface OutboxEntry {

    /** Unique within the aggregate and the same each time the entry is carried out. */
    String id();

    /**
     * An event to publish.
     *
     * @param id the event id
     * @param fingerprint of the schema that {@code body} is written with
     * @param type full name of the record
     * @param at when the change was committed
     */
    record Event(
            String id,
            long sequence,
            String topic,
            String key,
            String type,
            String fingerprint,
            Binary body,
            Lineage lineage,
            Instant at)
            implements OutboxEntry {}

    /** A copy of a record that could not be handled, to publish as it arrived. */
    record DeadLetter(
            String id,
            String topic,
            @Nullable Binary key,
            @Nullable Binary value,
            String code,
            String origin) implements OutboxEntry {}

    /** A line of the audit, to put where it can be read. */
    record Audit(String id, AuditRecord line) implements OutboxEntry {}

    /**
     * A read model, to put in place where it can be searched.
     *
     * @param document complete, with its id and the aggregate's revision
     * @param fields the paths of all fields that the writer knows, also of those without a value; empty where an earlier release wrote the
     *     entry
     */
    record ReadModelWrite(String id, String collection, Document document, List<String> fields)
            implements OutboxEntry {}
}
