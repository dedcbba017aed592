package dev.millrace.training.data;

import org.jspecify.annotations.Nullable;

/** Versions of the dataset of answered and labelled rows that are read besides. */
public record FeedbackRange(String dataset, DataRange range) {

    /** The point up to which it reads. */
    public Point end() {
        return new Point(dataset, range.end());
    }

    /** @param point null for its beginning, as one of another dataset is */
    long rowsAfter(@Nullable Point point) {
        var from = point == null || !point.dataset().equals(dataset) ? Offset.ZERO : point.offset();
        return range.rowsAfter(from, null);
    }

    /** A point between two versions of such a dataset. */
    public record Point(String dataset, Offset offset) {}
}
