package dev.millrace.messaging.mongo;

import com.mongodb.client.MongoDatabase;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.commit.AggregateDocuments;
import dev.millrace.messaging.commit.CommittedAggregates.DetailStores;
import dev.millrace.messaging.commit.Stores;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/** The service's database. */
final class MongoStores implements Stores, DetailStores {

    private final MongoDatabase database;
    private final Map<String, MongoDocuments> collections = new ConcurrentHashMap<>();

    MongoStores(MongoDatabase database) {
        this.database = database;
    }

    @Override
    public AggregateDocuments of(String collection) {
        return collections.computeIfAbsent(collection, name -> new MongoDocuments(database, name));
    }

    /** Every collection of aggregates that somebody has asked for. */
    @Override
    public Collection<AggregateDocuments> used() {
        return List.copyOf(collections.values());
    }

    @Override
    public <T> Details<T> details(String collection, Class<T> type) {
        return new MongoDetails<>(database.getCollection(collection), type);
    }

    /** Throws where the store cannot be reached. */
    @Override
    public void prepare() {
        database.runCommand(new Document("ping", 1));
        for (String collection : collections.keySet()) {
            database.getCollection(collection).createIndex(new Document("pending", 1));
            database.getCollection(collection).createIndex(new Document("job.status", 1));
        }
        database.getCollection("parked").createIndex(new Document("state.status", 1).append("state.parkedAt", -1));
        database.getCollection("audit").createIndex(new Document("aggregate", 1).append("revision", 1));
    }
}
