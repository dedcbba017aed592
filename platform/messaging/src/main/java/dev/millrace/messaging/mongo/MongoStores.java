package dev.millrace.messaging.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.messaging.commit.AggregateDocuments;
import dev.millrace.messaging.commit.OutboxEntry;
import dev.millrace.messaging.commit.StateMapper;
import dev.millrace.messaging.commit.Stores;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.MongoPersistentEntityIndexResolver;

/** The service's database. */
final class MongoStores implements Stores {

    private final MongoOperations operations;
    private final StateMapper states;
    private final ReadModelDocuments readModels;
    private final Map<String, MongoDocuments> collections = new ConcurrentHashMap<>();

    MongoStores(MongoOperations operations) {
        this.operations = operations;
        this.states = new MappedStates(operations.getConverter());
        this.readModels = new ReadModelDocuments(operations.getConverter());
    }

    @Override
    public AggregateDocuments of(String collection) {
        return collections.computeIfAbsent(collection, name -> new MongoDocuments(operations, states, name));
    }

    /** Every collection of aggregates that somebody has asked for. */
    @Override
    public Collection<AggregateDocuments> used() {
        return List.copyOf(collections.values());
    }

    @Override
    public OutboxEntry.ReadModelWrite readModel(String entryId, long revision, ReadModel readModel) {
        var collection = operations.getCollectionName(readModel.document().getClass());
        return readModels.write(entryId, collection, readModel, revision);
    }

    @Override
    public StateMapper states() {
        return states;
    }

    /** Makes indexes, those of the read models included; throws where the store cannot be reached. */
    @Override
    public void prepare() {
        operations.executeCommand(new Document("ping", 1));
        for (String collection : collections.keySet()) {
            index(collection, new Document("pendingSince", 1).append("_id", 1));
            index(collection, new Document("job.status", 1).append("job.due", 1));
        }
        index("parked", new Document("state.status", 1).append("state.parkedAt", -1));
        var waiting = new Document("state.status", 1).append("state.content.project", 1);
        index("parked", new Document(waiting).append("state.parkedAt", -1).append("_id", -1));
        index(
                "parked",
                new Document(waiting)
                        .append("state.place.topic", 1)
                        .append("state.parkedAt", -1)
                        .append("_id", -1));
        index("audit", new Document("aggregate", 1).append("revision", 1));
        prepareReadModels();
    }

    private void prepareReadModels() {
        var mappings = operations.getConverter().getMappingContext();
        var resolver = new MongoPersistentEntityIndexResolver(mappings);
        for (var entity : mappings.getPersistentEntities()) {
            if (entity.isAnnotationPresent(org.springframework.data.mongodb.core.mapping.Document.class)) {
                var indexes = operations.indexOps(entity.getType());
                resolver.resolveIndexFor(entity.getTypeInformation()).forEach(indexes::createIndex);
            }
        }
    }

    private void index(String collection, Document keys) {
        operations.execute(collection, each -> each.createIndex(keys));
    }
}
