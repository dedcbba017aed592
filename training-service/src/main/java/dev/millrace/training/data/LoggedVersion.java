package dev.millrace.training.data;

/**
 * A dataset version with its place among the versions of its dataset.
 *
 * @param range what counted of the dataset once this version was in
 */
public record LoggedVersion(DatasetVersion version, DataRange range) {

    /** Counts 1, 2, 3 … within the dataset, in the order in which versions were validated. */
    public long position() {
        return range.end().versions();
    }

    /** The point before it. */
    Offset start() {
        return new Offset(position() - 1, range.end().rows() - version.content().rows());
    }
}
