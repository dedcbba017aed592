package dev.millrace.ingestion.dataset.web;

import dev.millrace.datasets.Column;
import dev.millrace.ingestion.dataset.FindDatasets.VersionWithColumns;
import dev.millrace.ingestion.dataset.StoredPart;
import dev.millrace.ingestion.dataset.check.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A version: what arrived, from whom, and what is stored of it. */
record VersionView(
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
        String cascadeId,
        @Nullable Reading reading) {

    /** What arrived: {@code bytes} are those after decompression. */
    record Source(String kind, String name, String format, long bytes) {}

    static VersionView of(VersionWithColumns found) {
        var numbered = found.numbered();
        var version = numbered.version();
        return new VersionView(
                numbered.dataset(),
                numbered.number(),
                version.digest(),
                version.mode().name().toLowerCase(Locale.ROOT),
                version.content().rows(),
                version.content().bytes(),
                found.columns(),
                version.content().parts(),
                new Source(
                        version.arrived().sourceKind(),
                        version.arrived().sourceName(),
                        version.arrived().format(),
                        version.arrived().bytes()),
                version.arrived().by(),
                version.arrived().at(),
                version.cascadeId(),
                version.reading());
    }
}
