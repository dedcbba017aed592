package dev.millrace.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;

import dev.millrace.messaging.commit.Outbox;
import dev.millrace.messaging.commit.PendingOutbox;
import dev.millrace.messaging.commit.StoredTimes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** The outboxes of the aggregates in one collection. {@code pendingSince} says which of them are not empty. */
final class MongoOutboxes {

    private static final Document OUTBOX = new Document("rev", 1).append("outbox", 1);
    private static final Document PENDING_SINCE = new Document("pendingSince", 1);
    private static final Document PENDING_ORDER = new Document("pendingSince", 1).append("_id", 1);

    private final DocumentCollection documents;
    private final DocumentForm form;

    MongoOutboxes(DocumentCollection documents, DocumentForm form) {
        this.documents = documents;
        this.form = form;
    }

    Optional<Outbox> find(String id) {
        return Optional.ofNullable(documents.ask(
                each -> each.find(eq(id)).projection(OUTBOX).map(form::outbox).first()));
    }

    boolean settle(Outbox carriedOut, boolean whole, Instant now) {
        var present = new Document("_id", carriedOut.id())
                .append("outbox.id", carriedOut.entries().getLast().id());
        if (whole) {
            var unchanged = new Document(present).append("rev", carriedOut.revision());
            if (documents.update(unchanged, DocumentForm.settled(carriedOut).append("$unset", PENDING_SINCE))) {
                return true;
            }
        }
        var since = new Document("pendingSince", StoredTimes.text(now));
        documents.update(present, DocumentForm.settled(carriedOut).append("$set", since));
        return false;
    }

    boolean clearPending(String id) {
        var empty = new Document("_id", id).append("outbox", new Document("$size", 0));
        return documents.update(empty, new Document("$unset", PENDING_SINCE));
    }

    List<PendingOutbox> pending(PendingOutbox after, int limit) {
        var later = new Document("pendingSince", new Document("$gt", after.since()));
        var sameTime = new Document("pendingSince", after.since()).append("_id", new Document("$gt", after.id()));
        // Says where to begin in the index, which the alternatives alone do not.
        var notEarlier = new Document("pendingSince", new Document("$gte", after.since()));
        return documents.all(each -> each.find(notEarlier.append("$or", List.of(later, sameTime)))
                .sort(PENDING_ORDER)
                .limit(limit)
                .projection(PENDING_SINCE)
                .map(DocumentForm::pending));
    }
}
