package dev.millrace.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.millrace.messaging.commit.AggregateDocument;
import dev.millrace.messaging.commit.AggregateDocuments;
import dev.millrace.messaging.commit.AuditRecord;
import dev.millrace.messaging.commit.Change;
import dev.millrace.messaging.commit.Committed;
import dev.millrace.messaging.commit.Job;
import dev.millrace.messaging.commit.Outbox;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.commit.StateCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;

/**
 * Aggregates of one type in one collection. Only operators, each atomic on one document: a change is a
 * {@code findOneAndUpdate} that names the revision it follows, a creation is an {@code insertOne}.
 */
final class MongoDocuments implements AggregateDocuments {

    private static final String STATE = "state.";

    /** What was published is most of a busy aggregate's document, and no decision asks for it. */
    private static final Document WITHOUT_SENT = new Document("sent", 0);

    private static final Document OUTBOX = new Document("rev", 1).append("outbox", 1);
    private static final Document ID = new Document("_id", 1);

    private final MongoCollection<Document> collection;
    private final MongoCollection<Document> audit;

    MongoDocuments(MongoDatabase database, String collection) {
        this.collection = database.getCollection(collection);
        this.audit = database.getCollection("audit");
    }

    @Override
    public Optional<AggregateDocument> find(String id) {
        return Optional.ofNullable(collection
                .find(eq(id))
                .projection(WITHOUT_SENT)
                .map(DocumentForm::read)
                .first());
    }

    @Override
    public List<AggregateDocument> list(String idPrefix, String afterId, int limit) {
        var ids = afterId.compareTo(idPrefix) < 0 ? new Document("$gte", idPrefix) : new Document("$gt", afterId);
        if (!idPrefix.isEmpty()) {
            ids.append("$lt", idPrefix + '\uffff');
        }
        return read(new Document("_id", ids), ID, limit);
    }

    @Override
    public List<AggregateDocument> where(Map<String, Object> fields, int limit) {
        return read(having(fields), ID, limit);
    }

    @Override
    public List<AggregateDocument> newest(Map<String, Object> fields, String time, int limit) {
        return read(having(fields), new Document(STATE + time, -1), limit);
    }

    @Override
    public List<String> idsSince(Map<String, Object> fields, String time, Instant since) {
        var after = having(fields).append(STATE + time, new Document("$gt", since.toString()));
        return collection
                .find(after)
                .projection(ID)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    @Override
    public long count(Map<String, Object> fields) {
        return collection.countDocuments(having(fields));
    }

    @Override
    public void forget(String time, Instant before) {
        collection.deleteMany(new Document(STATE + time, new Document("$lt", before.toString())));
    }

    private static Document having(Map<String, Object> fields) {
        var all = new Document();
        fields.forEach((name, value) -> all.append(STATE + name, StateCodec.write(value)));
        return all;
    }

    @Override
    public Optional<Committed> commit(Change change) {
        return change.before() == 0 ? create(change) : update(change);
    }

    private Optional<Committed> create(Change change) {
        try {
            var created = DocumentForm.created(change);
            collection.insertOne(created);
            return Optional.of(DocumentForm.committed(created));
        } catch (MongoException e) {
            // Stores word a duplicate differently; whether the id is taken tells the same on all of them.
            if (collection.find(eq(change.id())).projection(ID).first() != null) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Committed> update(Change change) {
        var exactly = new Document("_id", change.id()).append("rev", change.before());
        if (change.heldFence() != null) {
            exactly.append("fence", change.heldFence());
        }
        return updated(exactly, DocumentForm.update(change)).map(DocumentForm::committed);
    }

    private Optional<Document> updated(Document exactly, Document update) {
        var after = new FindOneAndUpdateOptions()
                .returnDocument(ReturnDocument.AFTER)
                .projection(WITHOUT_SENT);
        return Optional.ofNullable(collection.findOneAndUpdate(exactly, update, after));
    }

    @Override
    public Optional<Outbox> outbox(String id) {
        return Optional.ofNullable(collection
                .find(eq(id))
                .projection(OUTBOX)
                .map(DocumentForm::outbox)
                .first());
    }

    @Override
    public Optional<List<OutboxEntry.Event>> sent(String id) {
        return Optional.ofNullable(collection
                .find(eq(id))
                .projection(new Document("sent", 1))
                .map(DocumentForm::sent)
                .first());
    }

    @Override
    public boolean settle(Outbox carriedOut, boolean whole) {
        var present = new Document("_id", carriedOut.id())
                .append("outbox.id", carriedOut.entries().getLast().id());
        var update = DocumentForm.settled(carriedOut);
        if (whole) {
            var unchanged = new Document(present).append("rev", carriedOut.revision());
            var emptied = new Document(update).append("$set", new Document("pending", false));
            if (updateOne(unchanged, emptied)) {
                return true;
            }
        }
        updateOne(present, update);
        return false;
    }

    private boolean updateOne(Document exactly, Document update) {
        return collection.updateOne(exactly, update).getMatchedCount() == 1;
    }

    @Override
    public boolean clearPending(String id) {
        var empty = new Document("_id", id).append("outbox", new Document("$size", 0));
        return updateOne(empty, new Document("$set", new Document("pending", false)));
    }

    @Override
    public void pending(Consumer<Outbox> consumer) {
        collection
                .find(eq("pending", true))
                .sort(ID)
                .projection(OUTBOX)
                .map(DocumentForm::outbox)
                .forEach(consumer);
    }

    @Override
    public void putAudit(AuditRecord line) {
        var id = line.aggregate() + "#" + line.revision();
        audit.replaceOne(eq(id), StateCodec.encode(line), new ReplaceOptions().upsert(true));
    }

    @Override
    public List<AuditRecord> audit(String aggregate, long afterRevision, int limit) {
        return audit.find(new Document("aggregate", aggregate).append("revision", new Document("$gt", afterRevision)))
                .sort(new Document("revision", 1))
                .limit(limit)
                .map(line -> StateCodec.decode(line, AuditRecord.class))
                .into(new ArrayList<>());
    }

    @Override
    public List<AggregateDocument> withJob(int limit) {
        var status = new Document("$in", List.of(Job.Status.WAITING.name(), Job.Status.RUNNING.name()));
        return read(new Document("job.status", status), ID, limit);
    }

    @Override
    public Optional<AggregateDocument> claim(AggregateDocument seen, String owner) {
        var job = seen.job();
        if (job == null) {
            return Optional.empty();
        }
        var exactly =
                new Document("_id", seen.id()).append("fence", seen.fence()).append("job.beat", job.beat());
        var claimed = new Document("$set", new Document("job", StateCodec.encode(job.claimedBy(owner))))
                .append("$inc", new Document("fence", 1L));
        return updated(exactly, claimed).map(DocumentForm::read);
    }

    @Override
    public boolean beat(String id, long fence, Job progress) {
        var shown = new Document("job.stage", progress.stage())
                .append("job.fraction", progress.fraction())
                .append("job.figures", StateCodec.write(progress.figures()));
        return updateOne(held(id, fence), new Document("$set", shown).append("$inc", new Document("job.beat", 1L)));
    }

    @Override
    public boolean release(String id, long fence, boolean counted) {
        var waiting = new Document("job.status", Job.Status.WAITING.name());
        var numbers = new Document("job.beat", 1L).append("job.attempt", counted ? 0 : -1);
        return updateOne(held(id, fence), new Document("$set", waiting).append("$inc", numbers));
    }

    private static Document held(String id, long fence) {
        return new Document("_id", id).append("fence", fence).append("job.status", Job.Status.RUNNING.name());
    }

    private List<AggregateDocument> read(Document filter, Document sort, int limit) {
        return collection
                .find(filter)
                .projection(WITHOUT_SENT)
                .sort(sort)
                .limit(limit)
                .map(DocumentForm::read)
                .into(new ArrayList<>());
    }
}
