package dev.millrace.messaging.mongo;

import dev.millrace.messaging.commit.AggregateDocument;
import dev.millrace.messaging.commit.Job;
import dev.millrace.messaging.commit.StateMapper;
import dev.millrace.messaging.commit.StoredJob;
import dev.millrace.messaging.commit.StoredTimes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** The jobs of the aggregates in one collection. Whoever holds one by its fence may change it. */
final class MongoJobs {

    private static final Document ID = new Document("_id", 1);
    private static final Document JOB = new Document("fence", 1).append("job", 1);

    private final DocumentCollection documents;
    private final StateMapper states;
    private final DocumentForm form;

    MongoJobs(DocumentCollection documents, StateMapper states, DocumentForm form) {
        this.documents = documents;
        this.states = states;
        this.form = form;
    }

    List<StoredJob> due(Instant now, int limit) {
        var waiting = new Document("job.status", Job.Status.WAITING.name())
                .append("job.due", new Document("$lte", StoredTimes.text(now)));
        return documents.all(each -> each.find(waiting)
                .sort(new Document("job.due", 1))
                .limit(limit)
                .projection(JOB)
                .map(form::job));
    }

    List<StoredJob> running(String afterId, int limit) {
        var later = new Document("job.status", Job.Status.RUNNING.name()).append("_id", new Document("$gt", afterId));
        return documents.all(
                each -> each.find(later).sort(ID).limit(limit).projection(JOB).map(form::job));
    }

    Optional<AggregateDocument> claim(StoredJob seen, String owner) {
        var job = seen.job();
        var exactly = new Document("_id", seen.aggregateId())
                .append("fence", seen.fence())
                .append("job.beat", job.beat());
        var claimed = new Document("$set", new Document("job", states.write(job.claimedBy(owner))))
                .append("$inc", new Document("fence", 1L));
        return documents.updated(exactly, claimed).map(form::read);
    }

    boolean beat(String id, long fence, Job progress) {
        var shown = new Document("job.stage", progress.shown().stage())
                .append("job.fraction", progress.shown().fraction())
                .append("job.figures", states.write(progress).get("figures"));
        return documents.update(
                held(id, fence), new Document("$set", shown).append("$inc", new Document("job.beat", 1L)));
    }

    boolean release(String id, long fence, Job waiting) {
        var beat = new Document("job.beat", 1L);
        var changed = new Document("job.status", Job.Status.WAITING.name())
                .append("job.due", StoredTimes.text(waiting.due()))
                .append("job.attempt", waiting.attempt())
                .append("job.pauses", waiting.pauses());
        return documents.update(held(id, fence), new Document("$set", changed).append("$inc", beat));
    }

    void hasten(String id, Instant due) {
        var text = StoredTimes.text(due);
        var later = new Document("_id", id)
                .append("job.status", Job.Status.WAITING.name())
                .append("job.due", new Document("$gt", text));
        documents.update(later, new Document("$set", new Document("job.due", text)));
    }

    private static Document held(String id, long fence) {
        return new Document("_id", id).append("fence", fence).append("job.status", Job.Status.RUNNING.name());
    }
}
