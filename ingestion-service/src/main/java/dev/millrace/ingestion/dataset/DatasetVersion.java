package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnList;
import dev.millrace.ingestion.dataset.check.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All about one version but its number, which it gets when the dataset refers to it.
 *
 * @param digest SHA-256 of the bytes as they arrived, after decompression
 * @param settings that the file was read with, as {@link SettingsInForce} names them; the same bytes read otherwise are
 *     another version
 * @param reading how the file was understood; null for versions from before that was kept
 */
public record DatasetVersion(
        String digest,
        String settings,
        Mode mode,
        Content content,
        Arrived arrived,
        @Nullable Reading reading,
        String cascadeId) {

    /** What is stored of it. */
    public record Content(List<StoredPart> parts, ColumnList columns, long rows, long bytes) {

        public Content {
            parts = List.copyOf(parts);
        }
    }

    /**
     * How it came, and from where.
     *
     * @param bytes as they arrived, after decompression
     * @param by subject of the caller, or the directory's name
     * @param request the idempotency key of what asked for it; null where there was none, and for versions from before that was
     *     kept
     */
    public record Arrived(
            String format,
            long bytes,
            String sourceKind,
            String sourceName,
            String by,
            Instant at,
            @Nullable String request) {}
}
