package dev.millrace.registry.history.mongo;

import dev.millrace.registry.history.Version;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A version as it is listed and searched. */
@Document("versions")
@CompoundIndex(name = "number", def = "{'modelId': 1, 'number': -1}")
@CompoundIndex(name = "status", def = "{'modelId': 1, 'status': 1, 'number': -1}")
@CompoundIndex(name = "waiting", def = "{'status': 1, 'version.training.trainedAt': 1}")
@CompoundIndex(name = "run", def = "{'modelId': 1, 'runId': 1}")
record VersionDocument(
        @Id String id, String modelId, int number, Version.Status status, String runId, Version version) {

    static VersionDocument of(String modelId, Version version) {
        return new VersionDocument(
                id(modelId, version.number()),
                modelId,
                version.number(),
                version.status(),
                version.training().runId(),
                version);
    }

    static String id(String modelId, int number) {
        return modelId + "/" + number;
    }
}
