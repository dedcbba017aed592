package dev.millrace.messaging.mongo;

import dev.millrace.messaging.Details;
import dev.millrace.messaging.commit.AggregateDocuments;
import dev.millrace.messaging.commit.CommittedAggregates.DetailStores;
import dev.millrace.messaging.commit.Stores;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;

/** The service's database. */
final class MongoStores implements Stores, DetailStores {

    private final MongoTemplate mongo;
    private final Map<String, MongoDocuments> collections = new ConcurrentHashMap<>();

    MongoStores(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public AggregateDocuments of(String collection) {
        return collections.computeIfAbsent(collection, name -> new MongoDocuments(mongo, name));
    }

    /** Every collection of aggregates that somebody has asked for. */
    @Override
    public Collection<AggregateDocuments> used() {
        return List.copyOf(collections.values());
    }

    @Override
    public <T> Details<T> details(String collection, Class<T> type) {
        return new MongoDetails<>(mongo, collection, type);
    }

    /** Throws where the store cannot be reached. */
    @Override
    public void prepare() {
        mongo.executeCommand(new Document("ping", 1));
        for (String collection : collections.keySet()) {
            mongo.indexOps(collection).createIndex(new Index("pending", Direction.ASC));
            mongo.indexOps(collection).createIndex(new Index("job.status", Direction.ASC));
        }
        mongo.indexOps("parked")
                .createIndex(new Index("state.status", Direction.ASC).on("state.parkedAt", Direction.DESC));
        mongo.indexOps("audit").createIndex(new Index("aggregate", Direction.ASC).on("revision", Direction.ASC));
    }
}
