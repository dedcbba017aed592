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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Update;

/** The fields of an aggregate's document, and the update that a change is. */
final class DocumentForm {

    static final int REMEMBERED = 64;

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

    static Update update(Change change) {
        var update = new Update()
                .inc("rev", 1L)
                .set("state", change.state())
                .set("outSeq", change.sequence())
                .set("chain", change.chain())
                .set("write", change.write());
        if (!change.entries().isEmpty()) {
            update.set("pending", true)
                    .push("outbox")
                    .each(entries(change.entries()).toArray());
        }
        change.announced()
                .forEach((topic, last) -> update.set("announced." + FieldNames.encode(topic), StateCodec.encode(last)));
        if (!change.resent().isEmpty()) {
            update.pull("sent", new Document("id", new Document("$in", change.resent())));
        }
        if (change.mark() != null) {
            update.set(
                    "hw." + markName(change.mark()),
                    StateCodec.encode(change.mark().mark()));
        }
        if (change.seen() != null) {
            update.push("seen").slice(-REMEMBERED).each(StateCodec.encode(change.seen()));
        }
        if (change.job().kind() != JobWriteKind.KEEP) {
            update.set("job", job(change)).inc("fence", 1L);
        }
        return update;
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
