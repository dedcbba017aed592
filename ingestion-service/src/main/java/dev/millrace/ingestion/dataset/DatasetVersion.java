package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnList;
import java.time.Instant;
import java.util.List;

/**
 * All about one version but its number, which it gets when the dataset refers to it.
 *
 * @param digest SHA-256 of the bytes as they arrived, after decompression
 * @param receivedBytes as many
 */
public record DatasetVersion(
        String digest,
        long receivedBytes,
        String format,
        String sourceKind,
        String sourceName,
        Mode mode,
        List<StoredPart> parts,
        ColumnList columns,
        long rows,
        long bytes,
        String arrivedBy,
        Instant arrivedAt,
        String cascadeId) {

    public DatasetVersion {
        parts = List.copyOf(parts);
    }
}
