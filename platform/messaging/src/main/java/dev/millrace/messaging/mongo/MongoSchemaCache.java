package dev.millrace.messaging.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import dev.millrace.messaging.commit.StateCodec;
import dev.millrace.messaging.wire.KnownSchema;
import dev.millrace.messaging.wire.SchemaCache;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Schema ids in the collection {@code schemaCache}. */
final class MongoSchemaCache implements SchemaCache {

    private final MongoCollection<Document> schemas;

    MongoSchemaCache(MongoDatabase database) {
        this.schemas = database.getCollection("schemaCache");
    }

    @Override
    public List<KnownSchema> all() {
        return schemas.find()
                .map(document -> StateCodec.decode(document, KnownSchema.class))
                .into(new ArrayList<>());
    }

    @Override
    public void remember(KnownSchema schema) {
        var id = schema.id() + " " + schema.subject();
        schemas.replaceOne(eq(id), StateCodec.encode(schema), new ReplaceOptions().upsert(true));
    }
}
