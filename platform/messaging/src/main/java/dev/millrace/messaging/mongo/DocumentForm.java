package dev.millrace.messaging.mongo;

import dev.millrace.messaging.commit.AggregateDocument;
import dev.millrace.messaging.commit.Announced;
import dev.millrace.messaging.commit.Change;
import dev.millrace.messaging.commit.Change.JobWriteKind;
import dev.millrace.messaging.commit.Committed;
import dev.millrace.messaging.commit.FieldNames;
import dev.millrace.messaging.commit.Job;
import dev.millrace.messaging.commit.Mark;
import dev.millrace.messaging.commit.Outbox;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.commit.SeenCommand;
import dev.millrace.messaging.commit.StateCodec;
import dev.millrace.messaging.commit.StoredJob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The fields of an aggregate's document, and the update that a change is. */
final class DocumentForm {

    private static final int REMEMBERED = 64;

    private DocumentForm() {}

    static AggregateDocument read(Document document) {
        var job = document.get("job", Document.class);
        return new AggregateDocument(
                document.getString("_id"),
                number(document, "rev"),
                document.get("state", Document.class),
                marks(document.get("hw", Document.class)),
                list(document, "seen").stream()
                        .map(seen -> StateCodec.decode(seen, SeenCommand.class))
                        .toList(),
                number(document, "outSeq"),
                announced(document.get("announced", Document.class)),
                list(document, "outbox").size(),
                document.getString("chain"),
                document.getString("write"),
                number(document, "fence"),
                job == null ? null : StateCodec.decode(job, Job.class));
    }

    static StoredJob job(Document document) {
        var job = document.get("job", Document.class);
        return new StoredJob(document.getString("_id"), number(document, "fence"), StateCodec.decode(job, Job.class));
    }

    static Committed committed(Document document) {
        return new Committed(read(document), outbox(document));
    }

    static Outbox outbox(Document document) {
        return new Outbox(
                document.getString("_id"),
                number(document, "rev"),
                list(document, "outbox").stream().map(OutboxEntries::read).toList());
    }

    static List<OutboxEntry.Event> sent(Document document) {
        return list(document, "sent").stream().map(OutboxEntries::readKept).toList();
    }

    static Document created(Change change) {
        var document = new Document("_id", change.id())
                .append("rev", 1L)
                .append("state", change.state())
                .append("hw", new Document())
                .append("seen", change.seen() == null ? List.of() : List.of(StateCodec.encode(change.seen())))
                .append("outSeq", change.sequence())
                .append("announced", announced(change))
                .append("outbox", entries(change.entries()))
                .append("pending", !change.entries().isEmpty())
                .append("sent", List.of())
                .append("chain", change.chain())
                .append("write", change.write())
                .append("fence", change.job().job() == null ? 0L : 1L)
                .append("job", job(change));
        if (change.mark() != null) {
            document.put(
                    "hw",
                    new Document(
                            markName(change.mark()),
                            StateCodec.encode(change.mark().mark())));
        }
        return document;
    }

    static Document update(Change change) {
        var set = new Document("state", change.state())
                .append("outSeq", change.sequence())
                .append("chain", change.chain())
                .append("write", change.write());
        var increased = new Document("rev", 1L);
        var pushed = new Document();
        if (!change.entries().isEmpty()) {
            set.append("pending", true);
            pushed.append("outbox", each(entries(change.entries())));
        }
        change.announced()
                .forEach((topic, last) -> set.append("announced." + FieldNames.encode(topic), StateCodec.encode(last)));
        if (change.mark() != null) {
            set.append(
                    "hw." + markName(change.mark()),
                    StateCodec.encode(change.mark().mark()));
        }
        if (change.seen() != null) {
            pushed.append("seen", lastOf(List.of(StateCodec.encode(change.seen()))));
        }
        if (change.job().kind() != JobWriteKind.KEEP) {
            set.append("job", job(change));
            increased.append("fence", 1L);
        }
        var update = new Document("$set", set).append("$inc", increased);
        if (!pushed.isEmpty()) {
            update.append("$push", pushed);
        }
        return change.resent().isEmpty() ? update : update.append("$pull", withId("sent", change.resent()));
    }

    /** Takes entries out that were carried out, and remembers the events of them. */
    static Document settled(Outbox carriedOut) {
        var ids = carriedOut.entries().stream().map(OutboxEntry::id).toList();
        var update = new Document("$pull", withId("outbox", ids));
        var events = carriedOut.entries().stream()
                .filter(OutboxEntry.Event.class::isInstance)
                .map(OutboxEntry.Event.class::cast)
                .map(OutboxEntries::kept)
                .toList();
        return events.isEmpty() ? update : update.append("$push", new Document("sent", lastOf(events)));
    }

    private static Document withId(String array, List<String> ids) {
        return new Document(array, new Document("id", new Document("$in", ids)));
    }

    private static Document each(List<Document> values) {
        return new Document("$each", values);
    }

    /** Appends, and keeps the last. */
    private static Document lastOf(List<Document> values) {
        return each(values).append("$slice", -REMEMBERED);
    }

    private static Document announced(Change change) {
        var announced = new Document();
        change.announced()
                .forEach((topic, last) -> announced.append(FieldNames.encode(topic), StateCodec.encode(last)));
        return announced;
    }

    private static Map<String, Announced> announced(@Nullable Document document) {
        var announced = new LinkedHashMap<String, Announced>();
        if (document != null) {
            document.forEach((topic, last) ->
                    announced.put(FieldNames.decode(topic), StateCodec.decode((Document) last, Announced.class)));
        }
        return announced;
    }

    private static @Nullable Document job(Change change) {
        var job = change.job().job();
        return job == null ? null : StateCodec.encode(job);
    }

    static List<Document> entries(List<OutboxEntry> entries) {
        return entries.stream().map(OutboxEntries::write).toList();
    }

    private static String markName(Change.SourceMark mark) {
        return FieldNames.encode(mark.source());
    }

    private static Map<String, Mark> marks(@Nullable Document document) {
        var marks = new LinkedHashMap<String, Mark>();
        if (document != null) {
            document.forEach(
                    (name, mark) -> marks.put(FieldNames.decode(name), StateCodec.decode((Document) mark, Mark.class)));
        }
        return marks;
    }

    private static long number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.longValue() : 0;
    }

    private static List<Document> list(Document document, String field) {
        return document.getList(field, Document.class, List.of());
    }
}
