package dev.millrace.training.data;

/**
 * A run of versions of one dataset, in the order in which they were validated.
 *
 * @param start the point before the first of them
 * @param end the point behind the last of them
 * @param lowest the lowest version number that counts; a lower one that was validated late is left out
 * @param first number of the first version; 0 where there is none
 * @param last highest version number; 0 where there is none
 */
public record DataRange(Offset start, Offset end, long lowest, long first, long last) {

    public static final DataRange NONE = new DataRange(Offset.ZERO, Offset.ZERO, 0, 0, 0);

    public long count() {
        return end.versions() - start.versions();
    }

    public long rows() {
        return end.rows() - start.rows();
    }

    public boolean isEmpty() {
        return count() == 0;
    }

    /** Rows of the versions behind this point. */
    public long rowsAfter(Offset point) {
        return end.rows() - Math.max(start.rows(), point.rows());
    }

    /** Whether it ends where the other one does, or later. */
    public boolean reaches(DataRange other) {
        return end.versions() >= other.end.versions();
    }

    /** What it reads, for people. */
    public String described() {
        if (isEmpty()) {
            return "of no version";
        }
        return count() == 1 ? "of version " + last : "of %d versions, from %d to %d".formatted(count(), first, last);
    }

    /** With a version that adds to those before it. */
    DataRange appended(long version, long rows) {
        return new DataRange(start, end.plus(rows), lowest, isEmpty() ? version : first, Math.max(last, version));
    }

    /** With a version that replaces those before it, and only these: higher ones stay where it comes late. */
    DataRange replaced(long version, long rows) {
        return version > last
                ? new DataRange(end, end.plus(rows), version, version, version)
                : new DataRange(start, end.plus(rows), Math.max(lowest, version), first, last);
    }

    /** Only what begins with this version of it. */
    DataRange startingWith(LoggedVersion version) {
        return new DataRange(version.start(), end, lowest, version.version().version(), last);
    }

    DataRange nothing() {
        return new DataRange(end, end, lowest, 0, 0);
    }

    DataRange from(long version) {
        return new DataRange(start, end, Math.max(lowest, version), first, last);
    }
}
