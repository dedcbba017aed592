package dev.millrace.ingestion.dataset.check;

/**
 * What one file may have.
 *
 * @param columns of the file
 * @param nameBytes of a column's name
 * @param fieldBytes of one value
 * @param lineBytes of one record
 * @param findings that are reported; the rest is counted
 * @param values of a file whose size says little about them, missing ones included
 * @param decompressedBytes of a file that is compressed in itself
 * @param ratio how many times larger than the file that may be
 */
public record CheckLimits(
        int columns,
        int nameBytes,
        int fieldBytes,
        int lineBytes,
        int findings,
        long values,
        long decompressedBytes,
        int ratio) {

    public static final CheckLimits DEFAULT =
            new CheckLimits(10_000, 1 << 10, 1 << 20, 16 << 20, 100, 1_000_000_000, 4L << 30, 100);

    /** The same with another number of columns. */
    public CheckLimits columns(int count) {
        return new CheckLimits(count, nameBytes, fieldBytes, lineBytes, findings, values, decompressedBytes, ratio);
    }

    /** The same with what a deployment allows of decompression. */
    public CheckLimits decompressed(long bytes, int ratio) {
        return new CheckLimits(columns, nameBytes, fieldBytes, lineBytes, findings, values, bytes, ratio);
    }
}
