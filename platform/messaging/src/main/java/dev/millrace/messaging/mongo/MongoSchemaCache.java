package dev.millrace.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.ReplaceOptions;
import dev.millrace.messaging.commit.StateMapper;
import dev.millrace.messaging.wire.KnownSchema;
import dev.millrace.messaging.wire.SchemaCache;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Schema ids in the collection {@code schemaCache}. */
final class MongoSchemaCache implements SchemaCache {

    private static final String COLLECTION = "schemaCache";

    private final MongoOperations operations;
    private final StateMapper states;

    MongoSchemaCache(MongoOperations operations) {
        this.operations = operations;
        this.states = new MappedStates(operations.getConverter());
    }

    @Override
    public List<KnownSchema> all() {
        return operations.findAll(Document.class, COLLECTION).stream()
                .map(document -> states.read(document, KnownSchema.class))
                .toList();
    }

    @Override
    public void remember(KnownSchema schema) {
        var id = schema.id() + " " + schema.subject();
        operations.execute(
                COLLECTION, each -> each.replaceOne(eq(id), states.write(schema), new ReplaceOptions().upsert(true)));
    }
}
