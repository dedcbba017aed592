package dev.millrace.messaging.mongo;

import dev.millrace.messaging.wire.KnownSchema;
import dev.millrace.messaging.wire.SchemaCache;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;

/** Schema ids in the collection {@code schemaCache}. */
final class MongoSchemaCache implements SchemaCache {

    private final MongoOperations operations;

    MongoSchemaCache(MongoOperations operations) {
        this.operations = operations;
    }

    /** A service may meet one schema under several subjects. */
    @Document("schemaCache")
    record SchemaDocument(@Id String key, int schemaId, String subject, String fingerprint, String json) {

        static SchemaDocument of(KnownSchema schema) {
            return new SchemaDocument(
                    schema.id() + " " + schema.subject(),
                    schema.id(),
                    schema.subject(),
                    schema.fingerprint(),
                    schema.json());
        }

        KnownSchema schema() {
            return new KnownSchema(schemaId, subject, fingerprint, json);
        }
    }

    @Override
    public List<KnownSchema> all() {
        return operations.findAll(SchemaDocument.class).stream()
                .map(SchemaDocument::schema)
                .toList();
    }

    @Override
    public void remember(KnownSchema schema) {
        operations.save(SchemaDocument.of(schema));
    }
}
