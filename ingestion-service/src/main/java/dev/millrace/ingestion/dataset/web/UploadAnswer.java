package dev.millrace.ingestion.dataset.web;

import dev.millrace.datasets.Column;
import dev.millrace.ingestion.dataset.FindDatasets.VersionWithColumns;
import java.util.List;

/**
 * What an upload became.
 *
 * @param duplicate true where the dataset had these bytes already, as the version that is answered
 */
record UploadAnswer(
        String dataset,
        long version,
        String digest,
        long rows,
        long bytes,
        List<Column> columns,
        String cascadeId,
        boolean duplicate) {

    static UploadAnswer of(VersionWithColumns found, boolean duplicate) {
        var numbered = found.numbered();
        var version = numbered.version();
        return new UploadAnswer(
                numbered.dataset(),
                numbered.number(),
                version.digest(),
                version.rows(),
                version.bytes(),
                found.columns(),
                version.cascadeId(),
                duplicate);
    }
}
