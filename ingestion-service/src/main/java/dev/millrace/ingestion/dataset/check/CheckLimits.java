package dev.millrace.ingestion.dataset.check;

/**
 * What one file may have.
 *
 * @param columns of the file
 * @param nameBytes of a column's name
 * @param fieldBytes of one value
 * @param lineBytes of one record
 * @param findings that are reported; the rest is counted
 */
public record CheckLimits(int columns, int nameBytes, int fieldBytes, int lineBytes, int findings) {

    public static final CheckLimits DEFAULT = new CheckLimits(2_000, 256, 1 << 20, 16 << 20, 100);
}
