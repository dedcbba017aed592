package dev.millrace.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.ReplaceOptions;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.commit.StateCodec;
import dev.millrace.messaging.commit.StoredTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Write-once documents of one collection. */
final class MongoDetails<T> implements Details<T> {

    private final MongoOperations operations;
    private final String collection;
    private final Class<T> type;

    MongoDetails(MongoOperations operations, String collection, Class<T> type) {
        this.operations = operations;
        this.collection = collection;
        this.type = type;
    }

    @Override
    public void put(String id, T value) {
        var document = new Document("value", StateCodec.encode((Record) value));
        operations.execute(collection, each -> each.replaceOne(eq(id), document, new ReplaceOptions().upsert(true)));
    }

    @Override
    public Optional<T> find(String id) {
        return Optional.ofNullable(operations.execute(
                collection, each -> each.find(eq(id)).map(this::read).first()));
    }

    @Override
    public void forget(String field, Object before) {
        var limit = before instanceof Instant time ? StoredTimes.text(time) : before.toString();
        operations.execute(collection, each -> each.deleteMany(lt("value." + field, limit)));
    }

    @Override
    public void forgetOlder(String idPrefix, String beforeId) {
        operations.execute(collection, each -> each.deleteMany(between(idPrefix, beforeId)));
    }

    @Override
    public List<T> list(String idPrefix, int limit) {
        return list(idPrefix, idPrefix + '\uffff', limit);
    }

    @Override
    public List<T> list(String idPrefix, String beforeId, int limit) {
        var found = operations.execute(
                collection,
                each -> each.find(between(idPrefix, beforeId))
                        .sort(new Document("_id", -1))
                        .limit(limit)
                        .map(this::read)
                        .into(new ArrayList<T>()));
        return found == null ? List.of() : found;
    }

    private static Document between(String first, String end) {
        return new Document("_id", new Document("$gte", first).append("$lt", end));
    }

    private T read(Document document) {
        return StateCodec.decode(document.get("value", Document.class), type);
    }
}
