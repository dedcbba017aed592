package dev.millrace.ingestion.dataset.web;

import dev.millrace.datasets.Column;
import dev.millrace.ingestion.dataset.FindDatasets.VersionWithColumns;
import dev.millrace.ingestion.dataset.StoredPart;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A version: what arrived, from whom, and what is stored of it. */
record VersionAnswer(
        String dataset,
        long version,
        String digest,
        String mode,
        long rows,
        long bytes,
        List<Column> columns,
        List<StoredPart> parts,
        Source source,
        String arrivedBy,
        Instant arrivedAt,
        String cascadeId) {

    /** What arrived: {@code bytes} are those after decompression. */
    record Source(String kind, String name, String format, long bytes) {}

    static VersionAnswer of(VersionWithColumns found) {
        var numbered = found.numbered();
        var version = numbered.version();
        return new VersionAnswer(
                numbered.dataset(),
                numbered.number(),
                version.digest(),
                version.mode().name().toLowerCase(Locale.ROOT),
                version.rows(),
                version.bytes(),
                found.columns(),
                version.parts(),
                new Source(version.sourceKind(), version.sourceName(), version.format(), version.receivedBytes()),
                version.arrivedBy(),
                version.arrivedAt(),
                version.cascadeId());
    }
}
