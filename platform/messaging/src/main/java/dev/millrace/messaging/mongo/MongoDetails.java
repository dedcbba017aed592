package dev.millrace.messaging.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.millrace.messaging.Details;
import dev.millrace.messaging.commit.StateCodec;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Write-once documents of one collection. */
final class MongoDetails<T> implements Details<T> {

    private final MongoTemplate mongo;
    private final String collection;
    private final Class<T> type;

    MongoDetails(MongoTemplate mongo, String collection, Class<T> type) {
        this.mongo = mongo;
        this.collection = collection;
        this.type = type;
    }

    @Override
    public void put(String id, T value) {
        mongo.save(new Document("_id", id).append("value", StateCodec.encode((Record) value)), collection);
    }

    @Override
    public Optional<T> find(String id) {
        return Optional.ofNullable(mongo.findById(id, Document.class, collection))
                .map(this::read);
    }

    @Override
    public void forget(String field, Object before) {
        mongo.remove(query(where("value." + field).lt(before.toString())), collection);
    }

    @Override
    public void forgetOlder(String idPrefix, String beforeId) {
        mongo.remove(query(where("_id").gte(idPrefix).lt(beforeId)), collection);
    }

    @Override
    public List<T> list(String idPrefix, int limit) {
        return list(idPrefix, idPrefix + '\uffff', limit);
    }

    @Override
    public List<T> list(String idPrefix, String beforeId, int limit) {
        var query = query(where("_id").gte(idPrefix).lt(beforeId))
                .with(Sort.by(Direction.DESC, "_id"))
                .limit(limit);
        return mongo.find(query, Document.class, collection).stream()
                .map(this::read)
                .toList();
    }

    private T read(Document document) {
        return StateCodec.decode(document.get("value", Document.class), type);
    }
}
