package dev.millrace.messaging.mongo;

import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.commit.AuditRecord;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.commit.StateMapper;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;

/** Outbox entries as sub-documents; the field {@code kind} tells them apart. */
final class OutboxEntries {

    private final StateMapper states;

    OutboxEntries(StateMapper states) {
        this.states = states;
    }

    Document write(OutboxEntry entry) {
        return switch (entry) {
            case OutboxEntry.Event event ->
                new Document("id", event.id())
                        .append("kind", "event")
                        .append("s", event.sequence())
                        .append("topic", event.topic())
                        .append("key", event.key())
                        .append("type", event.type())
                        .append("fp", event.fingerprint())
                        .append("body", event.body())
                        .append("cascade", event.lineage().cascadeId())
                        .append("cause", event.lineage().causationId())
                        .append("hop", event.lineage().hop())
                        .append("origin", event.lineage().origin())
                        .append("at", event.at().toString());
            case OutboxEntry.DeadLetter letter ->
                new Document("id", letter.id())
                        .append("kind", "deadLetter")
                        .append("topic", letter.topic())
                        .append("key", letter.key())
                        .append("value", letter.value())
                        .append("code", letter.code())
                        .append("origin", letter.origin());
            case OutboxEntry.Audit(var id, var line) ->
                new Document("id", id).append("kind", "audit").append("line", states.write(line));
            case OutboxEntry.ReadModelWrite(var id, var collection, var document, var fields) ->
                new Document("id", id)
                        .append("kind", "readModel")
                        .append("collection", collection)
                        .append("document", document)
                        .append("fields", fields);
        };
    }

    OutboxEntry read(Document entry) {
        return switch (entry.getString("kind")) {
            case "event" ->
                new OutboxEntry.Event(
                        entry.getString("id"),
                        entry.get("s", Number.class).longValue(),
                        entry.getString("topic"),
                        entry.getString("key"),
                        entry.getString("type"),
                        entry.getString("fp"),
                        entry.get("body", Binary.class),
                        lineage(entry),
                        Instant.parse(entry.getString("at")));
            case "deadLetter" ->
                new OutboxEntry.DeadLetter(
                        entry.getString("id"),
                        entry.getString("topic"),
                        entry.get("key", Binary.class),
                        entry.get("value", Binary.class),
                        entry.getString("code"),
                        entry.getString("origin"));
            case "audit" ->
                new OutboxEntry.Audit(
                        entry.getString("id"), states.read(entry.get("line", Document.class), AuditRecord.class));
            case "readModel" ->
                new OutboxEntry.ReadModelWrite(
                        entry.getString("id"),
                        entry.getString("collection"),
                        entry.get("document", Document.class),
                        entry.getList("fields", String.class, List.of()));
            default -> throw new IllegalStateException("an outbox holds a " + entry.getString("kind"));
        };
    }

    /** Entries of earlier releases name the cascade only. */
    private static Lineage lineage(Document entry) {
        return new Lineage(
                entry.getString("cascade"),
                entry.getString("cause"),
                entry.getInteger("hop", 0),
                entry.getString("origin"));
    }
}
