package dev.millrace.training.data;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of versions of one dataset, in the order in which they were validated.
 *
 * @param start the point before the first of them
 * @param end the point behind the last of them
 * @param lowest the lowest version number that counts; a lower one that was validated late is left out
 * @param first number of the first version; 0 where there is none
 * @param last highest version number; 0 where there is none
 * @param feedback what is read besides; null where that is nothing
 */
public record DataRange(
        Offset start,
        Offset end,
        long lowest,
        long first,
        long last,
        @Nullable FeedbackRange feedback) {

    public static final DataRange NONE = new DataRange(Offset.ZERO, Offset.ZERO, 0, 0, 0);

    /** Of one dataset alone. */
    public DataRange(Offset start, Offset end, long lowest, long first, long last) {
        this(start, end, lowest, first, last, null);
    }

    public long count() {
        return end.versions() - start.versions();
    }

    public long rows() {
        return end.rows()
                - start.rows()
                + (feedback == null ? 0 : feedback.range().rows());
    }

    public boolean isEmpty() {
        return count() == 0;
    }

    /**
     * Rows of the versions behind these points.
     *
     * @param feedbackPoint in what is read besides; null for its beginning
     */
    public long rowsAfter(Offset point, FeedbackRange.@Nullable Point feedbackPoint) {
        long own = Math.max(0, end.rows() - Math.max(start.rows(), point.rows()));
        return feedback == null ? own : own + feedback.rowsAfter(feedbackPoint);
    }

    /** Whether it ends where the other one does, or later. */
    public boolean reaches(DataRange other) {
        return end.versions() >= other.end.versions() && (other.feedback == null || reaches(other.feedback));
    }

    private boolean reaches(FeedbackRange other) {
        return feedback != null
                && feedback.dataset().equals(other.dataset())
                && feedback.range().reaches(other.range());
    }

    /** With what reaches further of both. */
    public DataRange orLater(DataRange other) {
        var later = end.versions() >= other.end.versions() ? this : other;
        return later.withFeedback(other.feedback == null || reaches(other.feedback) ? feedback : other.feedback);
    }

    public DataRange withFeedback(@Nullable FeedbackRange besides) {
        return new DataRange(start, end, lowest, first, last, besides);
    }

    /** What is read besides of this dataset. */
    public DataRange feedbackOf(String dataset) {
        return Optional.ofNullable(feedback)
                .filter(besides -> besides.dataset().equals(dataset))
                .map(FeedbackRange::range)
                .orElse(NONE);
    }

    /** How many versions there are up to its end; it grows with each version. */
    public long position() {
        return end.versions() + (feedback == null ? 0 : feedback.range().end().versions());
    }

    /** What it reads, for people. */
    public String described() {
        if (isEmpty()) {
            return "of no version";
        }
        var own = count() == 1 ? "of version " + last : "of %d versions, from %d to %d".formatted(count(), first, last);
        return feedback == null || feedback.range().isEmpty()
                ? own
                : "%s, and of %s %d labelled rows that were answered"
                        .formatted(own, feedback.dataset(), feedback.range().rows());
    }

    /** With a version that adds to those before it. */
    DataRange appended(long version, long rows) {
        return new DataRange(
                start, end.plus(rows), lowest, isEmpty() ? version : first, Math.max(last, version), feedback);
    }

    /** With a version that replaces those before it, and only these: higher ones stay where it comes late. */
    DataRange replaced(long version, long rows) {
        return version > last
                ? new DataRange(end, end.plus(rows), version, version, version, feedback)
                : new DataRange(start, end.plus(rows), Math.max(lowest, version), first, last, feedback);
    }

    /** Only what begins with this version of it. */
    DataRange startingWith(LoggedVersion version) {
        return new DataRange(version.start(), end, lowest, version.version().version(), last, feedback);
    }

    DataRange nothing() {
        return new DataRange(end, end, lowest, 0, 0, feedback);
    }

    DataRange from(long version) {
        return new DataRange(start, end, Math.max(lowest, version), first, last, feedback);
    }
}
