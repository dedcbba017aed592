package dev.millrace.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.commit.StateCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Write-once documents of one collection. */
final class MongoDetails<T> implements Details<T> {

    private final MongoCollection<Document> collection;
    private final Class<T> type;

    MongoDetails(MongoCollection<Document> collection, Class<T> type) {
        this.collection = collection;
        this.type = type;
    }

    @Override
    public void put(String id, T value) {
        var document = new Document("value", StateCodec.encode((Record) value));
        collection.replaceOne(eq(id), document, new ReplaceOptions().upsert(true));
    }

    @Override
    public Optional<T> find(String id) {
        return Optional.ofNullable(collection.find(eq(id)).map(this::read).first());
    }

    @Override
    public void forget(String field, Object before) {
        collection.deleteMany(lt("value." + field, before.toString()));
    }

    @Override
    public void forgetOlder(String idPrefix, String beforeId) {
        collection.deleteMany(between(idPrefix, beforeId));
    }

    @Override
    public List<T> list(String idPrefix, int limit) {
        return list(idPrefix, idPrefix + '\uffff', limit);
    }

    @Override
    public List<T> list(String idPrefix, String beforeId, int limit) {
        return collection
                .find(between(idPrefix, beforeId))
                .sort(new Document("_id", -1))
                .limit(limit)
                .map(this::read)
                .into(new ArrayList<>());
    }

    private static Document between(String first, String end) {
        return new Document("_id", new Document("$gte", first).append("$lt", end));
    }

    private T read(Document document) {
        return StateCodec.decode(document.get("value", Document.class), type);
    }
}
