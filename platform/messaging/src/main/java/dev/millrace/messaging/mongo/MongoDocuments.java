package dev.millrace.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoIterable;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.CollectionCallback;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Aggregates of one type in one collection. Only operators, each atomic on one document: a change is a
 * {@code findOneAndUpdate} that names the revision it follows, a creation is an {@code insertOne}.
 */
final class MongoDocuments implements AggregateDocuments {

    private static final String STATE = "state.";

    private static final Document OUTBOX = new Document("rev", 1).append("outbox", 1);
    private static final Document ID = new Document("_id", 1);
    private static final Document PENDING_SINCE = new Document("pendingSince", 1);
    private static final Document PENDING_ORDER = new Document("pendingSince", 1).append("_id", 1);
    private static final Document JOB = new Document("fence", 1).append("job", 1);

    private static final String AUDIT = "audit";

    private final MongoOperations operations;
    private final StateMapper states;
    private final DocumentForm form;
    private final String collection;

    MongoDocuments(MongoOperations operations, StateMapper states, String collection) {
        this.operations = operations;
        this.states = states;
        this.form = new DocumentForm(states);
        this.collection = collection;
    }

    /** Asks the collection itself, so that no mapper walks what is written, and failures are Spring's. */
    private <T> @Nullable T ask(CollectionCallback<T> question) {
        return operations.execute(collection, question);
    }

    private <T> List<T> all(String name, Function<MongoCollection<Document>, MongoIterable<T>> question) {
        var found = operations.execute(name, each -> question.apply(each).into(new ArrayList<T>()));
        return found == null ? List.of() : found;
    }

    @Override
    public Optional<AggregateDocument> find(String id) {
        return Optional.ofNullable(ask(each -> each.find(eq(id)).map(form::read).first()));
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
        return all(collection, each -> each.find(after).projection(ID).map(document -> document.getString("_id")));
    }

    @Override
    public long count(Map<String, Object> fields) {
        var counted = ask(each -> each.countDocuments(having(fields)));
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
        boolean written = Boolean.TRUE.equals(ask(each -> inserted(each, created)));
        return written ? Optional.of(form.committed(created)) : Optional.empty();
    }

    private static boolean inserted(MongoCollection<Document> documents, Document created) {
        try {
            documents.insertOne(created);
            return true;
        } catch (MongoException e) {
            // Stores word a duplicate differently; whether the id is taken tells the same on all of them.
            if (documents.find(eq(created.get("_id"))).projection(ID).first() != null) {
                return false;
            }
            throw e;
        }
    }

    private Optional<Committed> update(Change change) {
        var exactly = new Document("_id", change.id())
                .append("rev", change.condition().revision());
        if (change.condition().fence() != null) {
            exactly.append("fence", change.condition().fence());
        }
        return updated(exactly, form.update(change)).map(form::committed);
    }

    private Optional<Document> updated(Document exactly, Document update) {
        var after = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        return Optional.ofNullable(ask(each -> each.findOneAndUpdate(exactly, update, after)));
    }

    @Override
    public Optional<Outbox> outbox(String id) {
        return Optional.ofNullable(ask(
                each -> each.find(eq(id)).projection(OUTBOX).map(form::outbox).first()));
    }

    @Override
    public boolean settle(Outbox carriedOut, boolean whole, Instant now) {
        var present = new Document("_id", carriedOut.id())
                .append("outbox.id", carriedOut.entries().getLast().id());
        if (whole) {
            var unchanged = new Document(present).append("rev", carriedOut.revision());
            if (updateOne(unchanged, DocumentForm.settled(carriedOut).append("$unset", PENDING_SINCE))) {
                return true;
            }
        }
        var since = new Document("pendingSince", StoredTimes.text(now));
        updateOne(present, DocumentForm.settled(carriedOut).append("$set", since));
        return false;
    }

    private boolean updateOne(Document exactly, Document update) {
        var matched = ask(each -> each.updateOne(exactly, update).getMatchedCount());
        return matched != null && matched == 1;
    }

    @Override
    public boolean clearPending(String id) {
        var empty = new Document("_id", id).append("outbox", new Document("$size", 0));
        return updateOne(empty, new Document("$unset", PENDING_SINCE));
    }

    @Override
    public List<PendingOutbox> pending(PendingOutbox after, int limit) {
        var later = new Document("pendingSince", new Document("$gt", after.since()));
        var sameTime = new Document("pendingSince", after.since()).append("_id", new Document("$gt", after.id()));
        // Says where to begin in the index, which the alternatives alone do not.
        var notEarlier = new Document("pendingSince", new Document("$gte", after.since()));
        return all(
                collection,
                each -> each.find(notEarlier.append("$or", List.of(later, sameTime)))
                        .sort(PENDING_ORDER)
                        .limit(limit)
                        .projection(PENDING_SINCE)
                        .map(DocumentForm::pending));
    }

    @Override
    public void putAudit(AuditRecord line) {
        var id = line.aggregate() + "#" + line.revision();
        var written = states.write(line);
        var update = KnownFields.update(written, KnownFields.present(written));
        operations.execute(AUDIT, each -> each.updateOne(eq(id), update, new UpdateOptions().upsert(true)));
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
        return all(
                AUDIT,
                each -> each.find(after)
                        .sort(new Document("revision", 1))
                        .limit(limit)
                        .map(line -> states.read(line, AuditRecord.class)));
    }

    @Override
    public List<StoredJob> dueJobs(Instant now, int limit) {
        // A job of an earlier release has no due time and comes first.
        var due = new Document("job.status", Job.Status.WAITING.name())
                .append("job.due", new Document("$not", new Document("$gt", StoredTimes.text(now))));
        return all(
                collection,
                each -> each.find(due)
                        .sort(new Document("job.due", 1))
                        .limit(limit)
                        .projection(JOB)
                        .map(form::job));
    }

    @Override
    public List<StoredJob> runningJobs(String afterId, int limit) {
        var running = new Document("job.status", Job.Status.RUNNING.name()).append("_id", new Document("$gt", afterId));
        return all(
                collection,
                each -> each.find(running).sort(ID).limit(limit).projection(JOB).map(form::job));
    }

    @Override
    public Optional<AggregateDocument> claim(StoredJob seen, String owner) {
        var job = seen.job();
        var exactly = new Document("_id", seen.aggregateId())
                .append("fence", seen.fence())
                .append("job.beat", job.beat());
        var claimed = new Document("$set", new Document("job", states.write(job.claimedBy(owner))))
                .append("$inc", new Document("fence", 1L));
        return updated(exactly, claimed).map(form::read);
    }

    @Override
    public boolean beat(String id, long fence, Job progress) {
        var shown = new Document("job.stage", progress.shown().stage())
                .append("job.fraction", progress.shown().fraction())
                .append("job.figures", states.write(progress).get("figures"));
        return updateOne(held(id, fence), new Document("$set", shown).append("$inc", new Document("job.beat", 1L)));
    }

    @Override
    public boolean release(String id, long fence, Job waiting) {
        var beat = new Document("job.beat", 1L);
        var changed = new Document("job.status", Job.Status.WAITING.name())
                .append("job.due", StoredTimes.text(waiting.due()))
                .append("job.attempt", waiting.attempt())
                .append("job.pauses", waiting.pauses());
        return updateOne(held(id, fence), new Document("$set", changed).append("$inc", beat));
    }

    @Override
    public void hasten(String id, Instant due) {
        var text = StoredTimes.text(due);
        var later = new Document("_id", id)
                .append("job.status", Job.Status.WAITING.name())
                .append("job.due", new Document("$gt", text));
        updateOne(later, new Document("$set", new Document("job.due", text)));
    }

    private static Document held(String id, long fence) {
        return new Document("_id", id).append("fence", fence).append("job.status", Job.Status.RUNNING.name());
    }

    private List<AggregateDocument> read(Document filter, Document sort, int limit) {
        return all(collection, each -> each.find(filter).sort(sort).limit(limit).map(form::read));
    }
}
