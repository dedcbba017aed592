package dev.millrace.validation.dataset.mongo;

import dev.millrace.validation.dataset.SchemaVersion;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A version of a dataset's schema as it is listed. */
@Document("schema-versions")
@CompoundIndex(name = "version", def = "{'dataset': 1, 'version': -1}")
record SchemaVersionDocument(@Id String id, String dataset, int version, SchemaVersion made) {

    static SchemaVersionDocument of(String dataset, SchemaVersion made) {
        return new SchemaVersionDocument(id(dataset, made.version()), dataset, made.version(), made);
    }

    static String id(String dataset, int version) {
        return "%s/%010d".formatted(dataset, version);
    }
}
