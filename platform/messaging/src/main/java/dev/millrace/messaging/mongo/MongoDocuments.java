package dev.millrace.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import dev.millrace.faults.FaultPoint;
import dev.millrace.messaging.commit.AggregateDocument;
import dev.millrace.messaging.commit.AggregateDocuments;
import dev.millrace.messaging.commit.AuditRecord;
import dev.millrace.messaging.commit.Change;
import dev.millrace.messaging.commit.Committed;
import dev.millrace.messaging.commit.Job;
import dev.millrace.messaging.commit.Outbox;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.commit.PendingOutbox;
import dev.millrace.messaging.commit.StateMapper;
import dev.millrace.messaging.commit.StoredJob;
import dev.millrace.messaging.commit.StoredTimes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Aggregates of one type in one collection. Only operators, each atomic on one document: a change is a
 * {@code findOneAndUpdate} that names the revision it follows, a creation is an {@code insertOne}.
 */
final class MongoDocuments implements AggregateDocuments {

    private static final String STATE = "state.";

    private static final Document ID = new Document("_id", 1);

    private final MongoOperations operations;
    private final StateMapper states;
    private final DocumentForm form;
    private final DocumentCollection documents;
    private final DocumentCollection audit;
    private final MongoOutboxes outboxes;
    private final MongoJobs jobs;

    MongoDocuments(MongoOperations operations, StateMapper states, String collection) {
        this.operations = operations;
        this.states = states;
        this.form = new DocumentForm(states);
        this.documents = new DocumentCollection(operations, collection);
        this.audit = new DocumentCollection(operations, "audit");
        this.outboxes = new MongoOutboxes(documents, form);
        this.jobs = new MongoJobs(documents, states, form);
    }

    @Override
    public Optional<AggregateDocument> find(String id) {
        return Optional.ofNullable(
                documents.ask(each -> each.find(eq(id)).map(form::read).first()));
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
    public List<AggregateDocument> newest(Map<String, Object> fields, String time, @Nullable Before before, int limit) {
        var path = STATE + time;
        var filter = having(fields);
        if (before != null) {
            var text = StoredTimes.text(before.time());
            var earlier = new Document(path, new Document("$lt", text));
            var sameTime = new Document(path, text).append("_id", new Document("$lt", before.id()));
            // Says where to begin in the index, which the alternatives alone do not.
            filter.append(path, new Document("$lte", text)).append("$or", List.of(earlier, sameTime));
        }
        return read(filter, new Document(path, -1).append("_id", -1), limit);
    }

    @Override
    public List<String> idsSince(Map<String, Object> fields, String time, Instant since) {
        var after = having(fields).append(STATE + time, new Document("$gt", StoredTimes.text(since)));
        return documents.all(each -> each.find(after).projection(ID).map(document -> document.getString("_id")));
    }

    @Override
    public long count(Map<String, Object> fields) {
        var counted = documents.ask(each -> each.countDocuments(having(fields)));
        return counted == null ? 0 : counted;
    }

    private Document having(Map<String, Object> fields) {
        var all = new Document();
        fields.forEach((name, value) ->
                all.append(STATE + name, operations.getConverter().convertToMongoType(value)));
        return all;
    }

    @Override
    public Optional<Committed> commit(Change change) {
        return change.condition().revision() == 0 ? create(change) : update(change);
    }

    private Optional<Committed> create(Change change) {
        var created = form.created(change);
        boolean written = Boolean.TRUE.equals(documents.ask(each -> inserted(each, created)));
        return written ? Optional.of(form.committed(created)) : Optional.empty();
    }

    private static boolean inserted(MongoCollection<Document> all, Document created) {
        try {
            all.insertOne(created);
            return true;
        } catch (MongoException e) {
            // Stores word a duplicate differently; whether the id is taken tells the same on all of them.
            if (all.find(eq(created.get("_id"))).projection(ID).first() != null) {
                return false;
            }
            throw e;
        }
    }

    private Optional<Committed> update(Change change) {
        var exactly = new Document("_id", change.id());
        if (!FaultPoint.REVISION_COMPARED.skipped()) {
            exactly.append("rev", change.condition().revision());
        }
        if (change.condition().fence() != null) {
            exactly.append("fence", change.condition().fence());
        }
        return documents.updated(exactly, form.update(change)).map(form::committed);
    }

    @Override
    public void putAudit(AuditRecord line) {
        var id = line.aggregate() + "#" + line.revision();
        var written = states.write(line);
        var update = KnownFields.update(written, KnownFields.present(written));
        audit.ask(each -> each.updateOne(eq(id), update, new UpdateOptions().upsert(true)));
    }

    @Override
    public void putReadModel(OutboxEntry.ReadModelWrite write) {
        operations.execute(write.collection(), each -> {
            ReadModelDocuments.put(each, write);
            return write;
        });
    }

    @Override
    public List<AuditRecord> audit(String aggregate, long afterRevision, int limit) {
        var after = new Document("aggregate", aggregate).append("revision", new Document("$gt", afterRevision));
        return audit.all(each -> each.find(after)
                .sort(new Document("revision", 1))
                .limit(limit)
                .map(line -> states.read(line, AuditRecord.class)));
    }

    private List<AggregateDocument> read(Document filter, Document sort, int limit) {
        return documents.all(each -> each.find(filter).sort(sort).limit(limit).map(form::read));
    }

    @Override
    public Optional<Outbox> outbox(String id) {
        return outboxes.find(id);
    }

    @Override
    public boolean settle(Outbox carriedOut, boolean whole, Instant now) {
        return outboxes.settle(carriedOut, whole, now);
    }

    @Override
    public boolean clearPending(String id) {
        return outboxes.clearPending(id);
    }

    @Override
    public List<PendingOutbox> pending(PendingOutbox after, int limit) {
        return outboxes.pending(after, limit);
    }

    @Override
    public List<StoredJob> dueJobs(Instant now, int limit) {
        return jobs.due(now, limit);
    }

    @Override
    public List<StoredJob> runningJobs(String afterId, int limit) {
        return jobs.running(afterId, limit);
    }

    @Override
    public Optional<AggregateDocument> claim(StoredJob seen, String owner) {
        return jobs.claim(seen, owner);
    }

    @Override
    public boolean beat(String id, long fence, Job progress) {
        return jobs.beat(id, fence, progress);
    }

    @Override
    public boolean release(String id, long fence, Job waiting) {
        return jobs.release(id, fence, waiting);
    }

    @Override
    public void hasten(String id, Instant due) {
        jobs.hasten(id, due);
    }
}
