package dev.millrace.registry.history.mongo;

import dev.millrace.registry.history.Version;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A version as it is listed and searched.
 *
 * @param at when it was decided about; when it was trained, where it waits for that
 */
@Document("versions")
@CompoundIndex(name = "number", def = "{'modelId': 1, 'number': -1}")
@CompoundIndex(name = "status", def = "{'modelId': 1, 'status': 1, 'number': -1}")
@CompoundIndex(name = "waiting", def = "{'status': 1, 'version.training.trainedAt': 1}")
@CompoundIndex(name = "project", def = "{'project': 1, 'status': 1, 'at': -1}")
@CompoundIndex(name = "run", def = "{'modelId': 1, 'runId': 1}")
record VersionDocument(
        @Id String id,
        String project,
        String modelId,
        int number,
        Version.Status status,
        Instant at,
        String runId,
        Version version) {

    static VersionDocument of(String modelId, Version version) {
        var decision = version.decision();
        return new VersionDocument(
                id(modelId, version.number()),
                modelId.substring(0, modelId.indexOf('/')),
                modelId,
                version.number(),
                version.status(),
                decision == null ? version.training().trainedAt() : decision.at(),
                version.training().runId(),
                version);
    }

    String model() {
        return modelId.substring(project.length() + 1);
    }

    static String id(String modelId, int number) {
        return modelId + "/" + number;
    }
}
