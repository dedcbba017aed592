package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.check.FileFormat;
import org.jspecify.annotations.Nullable;

/**
 * That somebody brought a file, and what was said about it.
 *
 * @param sourceKind upload or directory
 * @param sourceName as given; a label, never a path
 * @param arrivedBy subject of the caller, or the directory's name
 * @param flatten whether the fields of nested objects become columns, also where the dataset's settings do not say so
 */
public record Arrival(
        String project,
        String dataset,
        FileFormat format,
        Mode mode,
        String sourceKind,
        String sourceName,
        String arrivedBy,
        @Nullable String idempotencyKey,
        boolean flatten) {

    private static final int LONGEST_NAME = 255;

    public Arrival {
        sourceName = sourceName.length() > LONGEST_NAME ? sourceName.substring(0, LONGEST_NAME) : sourceName;
    }

    /** The aggregate. */
    String id() {
        return project + "/" + dataset;
    }
}
