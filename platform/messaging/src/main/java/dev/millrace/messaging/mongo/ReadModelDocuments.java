package dev.millrace.messaging.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import dev.millrace.messaging.ReadModel;
import dev.millrace.messaging.commit.OutboxEntry.ReadModelWrite;
import org.bson.Document;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/** Puts read models in place: a document gives way only to one that a later revision of its aggregate wrote. */
final class ReadModelDocuments {

    /** The revision of the aggregate that wrote the document. */
    private static final String REVISION = "_rev";

    private ReadModelDocuments() {}

    static Document document(MongoConverter converter, ReadModel readModel, long revision) {
        var document = new Document();
        converter.write(readModel.document(), document);
        if (document.get("_id") == null) {
            throw new IllegalArgumentException(readModel.document().getClass().getName() + " is stored without an id");
        }
        return document.append(REVISION, revision);
    }

    /** May be repeated without harm. */
    static void put(MongoCollection<Document> collection, ReadModelWrite write) {
        var document = write.document();
        long revision = document.getLong(REVISION);
        var id = eq(document.get("_id"));
        try {
            collection.replaceOne(and(id, lt(REVISION, revision)), document, new ReplaceOptions().upsert(true));
        } catch (MongoException e) {
            // Stores word a duplicate differently; what lies there tells the same on all of them.
            var stored =
                    collection.find(id).projection(new Document(REVISION, 1)).first();
            if (stored == null || stored.getLong(REVISION) < revision) {
                throw e;
            }
        }
    }
}
