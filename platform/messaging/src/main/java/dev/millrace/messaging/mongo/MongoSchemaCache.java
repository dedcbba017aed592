package dev.millrace.messaging.mongo;

import dev.millrace.messaging.commit.StateCodec;
import dev.millrace.messaging.wire.KnownSchema;
import dev.millrace.messaging.wire.SchemaCache;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Schema ids in the collection {@code schemaCache}. */
final class MongoSchemaCache implements SchemaCache {

    private static final String COLLECTION = "schemaCache";

    private final MongoTemplate mongo;

    MongoSchemaCache(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public List<KnownSchema> all() {
        return mongo.findAll(Document.class, COLLECTION).stream()
                .map(document -> StateCodec.decode(document, KnownSchema.class))
                .toList();
    }

    @Override
    public void remember(KnownSchema schema) {
        var id = schema.id() + " " + schema.subject();
        mongo.save(StateCodec.encode(schema).append("_id", id), COLLECTION);
    }
}
