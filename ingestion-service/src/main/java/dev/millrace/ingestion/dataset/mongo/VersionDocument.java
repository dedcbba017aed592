package dev.millrace.ingestion.dataset.mongo;

import dev.millrace.ingestion.dataset.DatasetVersion;
import dev.millrace.ingestion.dataset.DatasetVersion.Arrived;
import dev.millrace.ingestion.dataset.DatasetVersion.Content;
import dev.millrace.ingestion.dataset.Mode;
import dev.millrace.ingestion.dataset.NumberedVersion;
import dev.millrace.ingestion.dataset.check.Reading;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One version of one dataset.
 *
 * @param project null in documents of an earlier release, which are not counted
 * @param dataset its id, with the project
 */
@Document("versions")
@CompoundIndex(name = "dataset_number", def = "{'dataset': 1, 'number': -1}")
@CompoundIndex(name = "dataset_digest_settings", def = "{'dataset': 1, 'digest': 1, 'settings': 1}")
@CompoundIndex(name = "project_arrived", def = "{'project': 1, 'origin.arrived.at': -1}")
@CompoundIndex(name = "dataset_request", def = "{'dataset': 1, 'origin.arrived.request': 1}")
record VersionDocument(
        @Id String id,
        @Nullable String project,
        String dataset,
        long number,
        String digest,
        String settings,
        Mode mode,
        Content content,
        Origin origin) {

    /** How it came, and how it was understood. */
    record Origin(Arrived arrived, @Nullable Reading reading, String cascadeId) {}

    static VersionDocument of(String project, NumberedVersion numbered) {
        var dataset = project + "/" + numbered.dataset();
        var version = numbered.version();
        return new VersionDocument(
                "%s/%019d".formatted(dataset, numbered.number()),
                project,
                dataset,
                numbered.number(),
                version.digest(),
                version.settings(),
                version.mode(),
                version.content(),
                new Origin(version.arrived(), version.reading(), version.cascadeId()));
    }

    NumberedVersion numbered() {
        return new NumberedVersion(
                dataset.substring(dataset.indexOf('/') + 1),
                number,
                new DatasetVersion(
                        digest, settings, mode, content, origin.arrived(), origin.reading(), origin.cascadeId()));
    }
}
