package dev.millrace.training.data;

/**
 * A point between two versions of a dataset. Versions are only ever added at the end, so what lies before a point never changes.
 *
 * @param versions how many versions lie before it
 * @param rows how many rows these have
 */
public record Offset(long versions, long rows) {

    static final Offset ZERO = new Offset(0, 0);

    Offset plus(long moreRows) {
        return new Offset(versions + 1, rows + moreRows);
    }
}
