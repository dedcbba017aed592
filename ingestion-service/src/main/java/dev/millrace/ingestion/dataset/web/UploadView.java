package dev.millrace.ingestion.dataset.web;

import dev.millrace.datasets.Column;
import dev.millrace.ingestion.dataset.FindDatasets.VersionWithColumns;
import dev.millrace.ingestion.dataset.check.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an upload became.
 *
 * @param reading how the file was understood
 * @param duplicate true where the dataset had these bytes already, as the version that is answered
 */
record UploadView(
        String dataset,
        long version,
        String digest,
        long rows,
        long bytes,
        List<Column> columns,
        String cascadeId,
        boolean duplicate,
        @Nullable Reading reading) {

    static UploadView of(VersionWithColumns found, boolean duplicate) {
        var numbered = found.numbered();
        var version = numbered.version();
        return new UploadView(
                numbered.dataset(),
                numbered.number(),
                version.digest(),
                version.content().rows(),
                version.content().bytes(),
                found.columns(),
                version.cascadeId(),
                duplicate,
                version.reading());
    }
}
