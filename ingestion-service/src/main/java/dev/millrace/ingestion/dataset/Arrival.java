package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.check.FileFormat;

/**
 * That somebody brought a file, and what was said about it.
 *
 * @param sourceKind upload, directory or event
 * @param sourceName as given; a label, never a path
 * @param arrivedBy subject of the caller, the directory's name, or the producer's
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
        Request request,
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
