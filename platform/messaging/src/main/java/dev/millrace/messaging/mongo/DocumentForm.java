package dev.millrace.messaging.mongo;

import dev.millrace.messaging.commit.AggregateDocument;
import dev.millrace.messaging.commit.Change;
import dev.millrace.messaging.commit.Change.JobWriteKind;
import dev.millrace.messaging.commit.Committed;
import dev.millrace.messaging.commit.Handled;
import dev.millrace.messaging.commit.HandledCommand;
import dev.millrace.messaging.commit.Job;
import dev.millrace.messaging.commit.JobSlot;
import dev.millrace.messaging.commit.Mark;
import dev.millrace.messaging.commit.Outbox;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.commit.PendingOutbox;
import dev.millrace.messaging.commit.RecordPosition;
import dev.millrace.messaging.commit.SourceMarks;
import dev.millrace.messaging.commit.StateMapper;
import dev.millrace.messaging.commit.StoredJob;
import dev.millrace.messaging.commit.StoredTimes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The fields of an aggregate's document, and the update that a change is. */
final class DocumentForm {

    /** Commands that are remembered by their keys. */
    private static final int COMMANDS = 64;

    /** Changes that a process can still recognise as its own when the store's answer was lost. */
    private static final int WRITES = 8;

    private static final Document NOTHING = new Document();

    private final StateMapper states;
    private final OutboxEntries outboxEntries;

    DocumentForm(StateMapper states) {
        this.states = states;
        this.outboxEntries = new OutboxEntries(states);
    }

    AggregateDocument read(Document document) {
        var job = document.get("job", Document.class);
        var commands = list(document, "seen").stream()
                .map(command -> states.read(command, HandledCommand.class))
                .toList();
        var marks = new SourceMarks(
                byName(document, "hw", Mark.class), byName(document, "forgotten", RecordPosition.class));
        return new AggregateDocument(
                document.getString("_id"),
                number(document, "rev"),
                document.get("state", Document.class),
                new Handled(marks, commands),
                number(document, "outSeq"),
                list(document, "outbox").size(),
                document.getString("chain"),
                document.getList("writes", String.class, List.of()),
                new JobSlot(number(document, "fence"), job == null ? null : states.read(job, Job.class)));
    }

    StoredJob job(Document document) {
        var job = document.get("job", Document.class);
        return new StoredJob(document.getString("_id"), number(document, "fence"), states.read(job, Job.class));
    }

    Committed committed(Document document) {
        return new Committed(read(document), outbox(document));
    }

    Outbox outbox(Document document) {
        return new Outbox(
                document.getString("_id"),
                number(document, "rev"),
                list(document, "outbox").stream().map(outboxEntries::read).toList());
    }

    static PendingOutbox pending(Document document) {
        return new PendingOutbox(document.getString("_id"), document.getString("pendingSince"));
    }

    Document created(Change change) {
        var publication = change.publication();
        var document = new Document("_id", change.id())
                .append("rev", 1L)
                .append("state", change.state())
                .append("outSeq", publication.sequence())
                .append("outbox", entries(publication.entries()))
                .append("chain", publication.chain())
                .append("writes", List.of(change.write()))
                .append("fence", change.job().job() == null ? 0L : 1L)
                .append("job", job(change));
        if (!publication.entries().isEmpty()) {
            document.append("pendingSince", StoredTimes.text(change.at()));
        }
        var mark = change.handled().mark();
        if (mark != null) {
            document.append("hw", new Document(FieldNames.encode(mark.source()), states.write(mark.mark())));
        }
        var command = change.handled().command();
        if (command != null) {
            document.append("seen", List.of(states.write(command)));
        }
        return document;
    }

    Document update(Change change) {
        var publication = change.publication();
        var set = new Document("state", change.state())
                .append("outSeq", publication.sequence())
                .append("chain", publication.chain());
        var unset = new Document();
        var increased = new Document("rev", 1L);
        var pushed = new Document("writes", lastOf(WRITES, List.of(change.write())));
        var update = new Document("$set", set).append("$inc", increased).append("$push", pushed);
        if (!publication.entries().isEmpty()) {
            update.append("$min", new Document("pendingSince", StoredTimes.text(change.at())));
            pushed.append("outbox", each(entries(publication.entries())));
        }
        var mark = change.handled().mark();
        if (mark != null) {
            mark(mark, set, unset);
        }
        var command = change.handled().command();
        if (command != null) {
            pushed.append("seen", lastOf(COMMANDS, List.of(states.write(command))));
        }
        if (change.job().kind() != JobWriteKind.KEEP) {
            set.append("job", job(change));
            increased.append("fence", 1L);
        }
        return unset.isEmpty() ? update : update.append("$unset", unset);
    }

    private void mark(Change.SourceMark mark, Document set, Document unset) {
        set.append("hw." + FieldNames.encode(mark.source()), states.write(mark.mark()));
        mark.forget().forEach(source -> unset.append("hw." + FieldNames.encode(source), ""));
        mark.forgotten()
                .forEach((partition, position) ->
                        set.append("forgotten." + FieldNames.encode(partition), states.write(position)));
    }

    /** Takes entries out that were carried out. */
    static Document settled(Outbox carriedOut) {
        var ids = carriedOut.entries().stream().map(OutboxEntry::id).toList();
        return new Document("$pull", withId("outbox", ids));
    }

    private static Document withId(String array, List<String> ids) {
        return new Document(array, new Document("id", new Document("$in", ids)));
    }

    private static Document each(List<Document> values) {
        return new Document("$each", values);
    }

    /** Appends, and keeps so many of the last. */
    private static Document lastOf(int kept, List<?> values) {
        return new Document("$each", values).append("$slice", -kept);
    }

    private @Nullable Document job(Change change) {
        var job = change.job().job();
        return job == null ? null : states.write(job);
    }

    private List<Document> entries(List<OutboxEntry> entries) {
        return entries.stream().map(outboxEntries::write).toList();
    }

    private <T> Map<String, T> byName(Document document, String field, Class<T> type) {
        var values = new LinkedHashMap<String, T>();
        document.get(field, NOTHING)
                .forEach((name, value) -> values.put(FieldNames.decode(name), states.read((Document) value, type)));
        return values;
    }

    private static long number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private static List<Document> list(Document document, String field) {
        return document.getList(field, Document.class, List.of());
    }
}
