package dev.millrace.messaging.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import dev.millrace.messaging.ReadModel;
import dev.millrace.messaging.commit.OutboxEntry.ReadModelWrite;
import org.bson.Document;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/**
 * Puts read models in place: a document gives way only to one that a later revision of its aggregate wrote. Fields that the writer does
 * not know stay as they are.
 */
final class ReadModelDocuments {

    /** The revision of the aggregate that wrote the document. */
    private static final String REVISION = "_rev";

    private final MongoConverter converter;
    private final KnownFields fields;

    ReadModelDocuments(MongoConverter converter) {
        this.converter = converter;
        this.fields = new KnownFields(converter.getMappingContext());
    }

    ReadModelWrite write(String entryId, String collection, ReadModel readModel, long revision) {
        var document = new Document();
        converter.write(readModel.document(), document);
        if (document.get("_id") == null) {
            throw new IllegalArgumentException(readModel.document().getClass().getName() + " is stored without an id");
        }
        var paths = fields.paths(document, readModel.document().getClass());
        paths.add(REVISION);
        return new ReadModelWrite(entryId, collection, document.append(REVISION, revision), paths);
    }

    private static Document update(ReadModelWrite write) {
        var document = write.document();
        var fields = write.fields().isEmpty() ? KnownFields.present(document) : write.fields();
        return KnownFields.update(document, fields);
    }

    /** May be repeated without harm. */
    static void put(MongoCollection<Document> collection, ReadModelWrite write) {
        var document = write.document();
        long revision = document.getLong(REVISION);
        var id = new Document("_id", document.get("_id"));
        var older = new Document(id).append(REVISION, new Document("$lt", revision));
        try {
            collection.updateOne(older, update(write), new UpdateOptions().upsert(true));
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
