package dev.millrace.training.data.mongo;

import dev.millrace.training.data.LoggedVersion;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A dataset version, by its position in its dataset. */
@Document("dataset-versions")
@CompoundIndex(name = "number", def = "{'project': 1, 'dataset': 1, 'number': 1}")
record VersionDocument(@Id String id, String project, String dataset, long number, LoggedVersion logged) {

    static VersionDocument of(LoggedVersion logged) {
        var version = logged.version();
        return new VersionDocument(
                id(version.project(), version.dataset(), logged.position()),
                version.project(),
                version.dataset(),
                version.version(),
                logged);
    }

    static String id(String project, String dataset, long position) {
        return "%s/%s/%d".formatted(project, dataset, position);
    }
}
