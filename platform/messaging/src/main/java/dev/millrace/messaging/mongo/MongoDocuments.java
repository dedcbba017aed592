package dev.millrace.messaging.mongo;

import static org.springframework.data.mongodb.core.query.Query.query;

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
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * Aggregates of one type in one collection. Only operators, each atomic on one document: a change is a
 * {@code findOneAndUpdate} that names the revision it follows, a creation is an {@code insertOne}.
 */
final class MongoDocuments implements AggregateDocuments {

    private static final String AUDIT = "audit";
    private static final String STATE = "state.";

    private final MongoTemplate mongo;
    private final String collection;

    MongoDocuments(MongoTemplate mongo, String collection) {
        this.mongo = mongo;
        this.collection = collection;
    }

    @Override
    public Optional<AggregateDocument> find(String id) {
        return Optional.ofNullable(mongo.findOne(withoutSent(byId(id)), Document.class, collection))
                .map(DocumentForm::read);
    }

    @Override
    public List<AggregateDocument> list(String idPrefix, String afterId, int limit) {
        var from = afterId.compareTo(idPrefix) < 0
                ? Criteria.where("_id").gte(idPrefix)
                : Criteria.where("_id").gt(afterId);
        return read(query(idPrefix.isEmpty() ? from : from.lt(idPrefix + '\uffff'))
                .with(Sort.by("_id"))
                .limit(limit));
    }

    @Override
    public List<AggregateDocument> where(Map<String, Object> fields, int limit) {
        return read(query(having(fields)).with(Sort.by("_id")).limit(limit));
    }

    @Override
    public List<AggregateDocument> newest(Map<String, Object> fields, String time, int limit) {
        return read(query(having(fields))
                .with(Sort.by(Direction.DESC, STATE + time))
                .limit(limit));
    }

    @Override
    public List<String> idsSince(Map<String, Object> fields, String time, Instant since) {
        var after = Criteria.where(STATE + time).gt(since.toString());
        var query = query(new Criteria().andOperator(having(fields), after));
        query.fields().include("_id");
        return mongo.find(query, Document.class, collection).stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    @Override
    public long count(Map<String, Object> fields) {
        return mongo.count(query(having(fields)), collection);
    }

    @Override
    public void forget(String time, Instant before) {
        mongo.remove(query(Criteria.where(STATE + time).lt(before.toString())), collection);
    }

    private static Criteria having(Map<String, Object> fields) {
        var all = new ArrayList<Criteria>();
        fields.forEach((name, value) -> all.add(Criteria.where(STATE + name).is(StateCodec.write(value))));
        return all.isEmpty() ? new Criteria() : new Criteria().andOperator(all);
    }

    @Override
    public Optional<Committed> commit(Change change) {
        return change.before() == 0 ? create(change) : update(change);
    }

    private Optional<Committed> create(Change change) {
        try {
            var created = mongo.insert(DocumentForm.created(change), collection);
            return Optional.of(DocumentForm.committed(created));
        } catch (DataAccessException e) {
            // Stores word a duplicate differently; whether the id is taken tells the same on all of them.
            if (mongo.exists(byId(change.id()), collection)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Committed> update(Change change) {
        var criteria = Criteria.where("_id").is(change.id()).and("rev").is(change.before());
        if (change.heldFence() != null) {
            criteria = criteria.and("fence").is(change.heldFence());
        }
        return Optional.ofNullable(mongo.findAndModify(
                        withoutSent(query(criteria)),
                        DocumentForm.update(change),
                        FindAndModifyOptions.options().returnNew(true),
                        Document.class,
                        collection))
                .map(DocumentForm::committed);
    }

    @Override
    public Optional<Outbox> outbox(String id) {
        var query = byId(id);
        query.fields().include("rev", "outbox");
        return Optional.ofNullable(mongo.findOne(query, Document.class, collection))
                .map(DocumentForm::outbox);
    }

    @Override
    public Optional<List<OutboxEntry.Event>> sent(String id) {
        var query = byId(id);
        query.fields().include("sent");
        return Optional.ofNullable(mongo.findOne(query, Document.class, collection))
                .map(DocumentForm::sent);
    }

    @Override
    public boolean settle(Outbox carriedOut, boolean whole) {
        var ids = carriedOut.entries().stream().map(OutboxEntry::id).toList();
        var present = Criteria.where("_id").is(carriedOut.id()).and("outbox.id").is(ids.getLast());
        var unchanged = query(Criteria.where("_id")
                .is(carriedOut.id())
                .and("outbox.id")
                .is(ids.getLast())
                .and("rev")
                .is(carriedOut.revision()));
        if (whole
                && mongo.updateFirst(unchanged, pull(carriedOut).set("pending", false), collection)
                                .getMatchedCount()
                        == 1) {
            return true;
        }
        mongo.updateFirst(query(present), pull(carriedOut), collection);
        return false;
    }

    private static Update pull(Outbox carriedOut) {
        var ids = carriedOut.entries().stream().map(OutboxEntry::id).toList();
        var update = new Update().pull("outbox", new Document("id", new Document("$in", ids)));
        var events = carriedOut.entries().stream()
                .filter(OutboxEntry.Event.class::isInstance)
                .map(OutboxEntry.Event.class::cast)
                .map(OutboxEntries::kept)
                .toList();
        if (!events.isEmpty()) {
            update.push("sent").slice(-DocumentForm.REMEMBERED).each(events.toArray());
        }
        return update;
    }

    @Override
    public boolean clearPending(String id) {
        var empty = query(Criteria.where("_id").is(id).and("outbox").size(0));
        return mongo.updateFirst(empty, Update.update("pending", false), collection)
                        .getMatchedCount()
                == 1;
    }

    @Override
    public void pending(Consumer<Outbox> consumer) {
        var query = query(Criteria.where("pending").is(true)).with(Sort.by("_id"));
        query.fields().include("rev", "outbox");
        try (var documents = mongo.stream(query, Document.class, collection)) {
            documents.map(DocumentForm::outbox).forEach(consumer);
        }
    }

    @Override
    public void putAudit(AuditRecord line) {
        var id = line.aggregate() + "#" + line.revision();
        mongo.save(StateCodec.encode(line).append("_id", id), AUDIT);
    }

    @Override
    public List<AuditRecord> audit(String aggregate, long afterRevision, int limit) {
        var query = query(Criteria.where("aggregate")
                        .is(aggregate)
                        .and("revision")
                        .gt(afterRevision))
                .with(Sort.by("revision"))
                .limit(limit);
        return mongo.find(query, Document.class, AUDIT).stream()
                .map(line -> StateCodec.decode(line, AuditRecord.class))
                .toList();
    }

    @Override
    public List<AggregateDocument> withJob(int limit) {
        return read(query(Criteria.where("job.status").in("WAITING", "RUNNING"))
                .with(Sort.by("_id"))
                .limit(limit));
    }

    @Override
    public Optional<AggregateDocument> claim(AggregateDocument seen, String owner) {
        var job = seen.job();
        if (job == null) {
            return Optional.empty();
        }
        var exactly = query(Criteria.where("_id")
                .is(seen.id())
                .and("fence")
                .is(seen.fence())
                .and("job.beat")
                .is(job.beat()));
        var claimed =
                new Update().set("job", StateCodec.encode(job.claimedBy(owner))).inc("fence", 1L);
        return Optional.ofNullable(mongo.findAndModify(
                        withoutSent(exactly),
                        claimed,
                        FindAndModifyOptions.options().returnNew(true),
                        Document.class,
                        collection))
                .map(DocumentForm::read);
    }

    @Override
    public boolean beat(String id, long fence, Job progress) {
        var update = new Update()
                .inc("job.beat", 1L)
                .set("job.stage", progress.stage())
                .set("job.fraction", progress.fraction())
                .set("job.figures", StateCodec.write(progress.figures()));
        return mongo.updateFirst(held(id, fence), update, collection).getMatchedCount() == 1;
    }

    @Override
    public boolean release(String id, long fence, boolean counted) {
        var update = new Update()
                .set("job.status", Job.Status.WAITING.name())
                .inc("job.beat", 1L)
                .inc("job.attempt", counted ? 0 : -1);
        return mongo.updateFirst(held(id, fence), update, collection).getMatchedCount() == 1;
    }

    private static Query held(String id, long fence) {
        return query(Criteria.where("_id")
                .is(id)
                .and("fence")
                .is(fence)
                .and("job.status")
                .is(Job.Status.RUNNING.name()));
    }

    private static Query byId(String id) {
        return query(Criteria.where("_id").is(id));
    }

    /** What was published is most of a busy aggregate's document, and no decision asks for it. */
    private static Query withoutSent(Query query) {
        query.fields().exclude("sent");
        return query;
    }

    private List<AggregateDocument> read(Query query) {
        return mongo.find(withoutSent(query), Document.class, collection).stream()
                .map(DocumentForm::read)
                .toList();
    }
}
