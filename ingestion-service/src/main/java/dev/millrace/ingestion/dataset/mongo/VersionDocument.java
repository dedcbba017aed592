package dev.millrace.ingestion.dataset.mongo;

import dev.millrace.datasets.ColumnList;
import dev.millrace.ingestion.dataset.DatasetVersion;
import dev.millrace.ingestion.dataset.Mode;
import dev.millrace.ingestion.dataset.NumberedVersion;
import dev.millrace.ingestion.dataset.StoredPart;
import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One version of one dataset.
 *
 * @param dataset its id, with the project
 */
@Document("versions")
@CompoundIndex(name = "dataset_number", def = "{'dataset': 1, 'number': -1}")
@CompoundIndex(name = "dataset_digest", def = "{'dataset': 1, 'digest': 1}")
record VersionDocument(
        @Id String id, String dataset, long number, String digest, Mode mode, Content content, Arrived arrived) {

    /** What is stored of it. */
    record Content(List<StoredPart> parts, ColumnList columns, long rows, long bytes) {}

    /** How it came, and from where. */
    record Arrived(
            String format,
            long receivedBytes,
            String sourceKind,
            String sourceName,
            String arrivedBy,
            Instant arrivedAt,
            String cascadeId) {}

    static VersionDocument of(String project, NumberedVersion numbered) {
        var dataset = project + "/" + numbered.dataset();
        var version = numbered.version();
        return new VersionDocument(
                "%s/%019d".formatted(dataset, numbered.number()),
                dataset,
                numbered.number(),
                version.digest(),
                version.mode(),
                new Content(version.parts(), version.columns(), version.rows(), version.bytes()),
                new Arrived(
                        version.format(),
                        version.receivedBytes(),
                        version.sourceKind(),
                        version.sourceName(),
                        version.arrivedBy(),
                        version.arrivedAt(),
                        version.cascadeId()));
    }

    NumberedVersion numbered() {
        return new NumberedVersion(
                dataset.substring(dataset.indexOf('/') + 1),
                number,
                new DatasetVersion(
                        digest,
                        arrived.receivedBytes(),
                        arrived.format(),
                        arrived.sourceKind(),
                        arrived.sourceName(),
                        mode,
                        content.parts(),
                        content.columns(),
                        content.rows(),
                        content.bytes(),
                        arrived.arrivedBy(),
                        arrived.arrivedAt(),
                        arrived.cascadeId()));
    }
}
