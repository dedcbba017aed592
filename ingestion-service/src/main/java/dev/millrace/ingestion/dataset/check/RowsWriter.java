package dev.millrace.ingestion.dataset.check;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the values that a check has read, in a form about which no reader can be of two minds: comma-separated records
 * without a header, each ended by one line feed, and quotes around whatever could be mistaken for structure. Each record
 * begins with a mark, so that none is ever an empty line. A missing value is empty, an empty text is a pair of quotes.
 */
final class RowsWriter {

    private static final int SIZE = 1 << 16;
    private static final byte MARK = '.';

    private final OutputStream output;
    private final byte[] buffer = new byte[SIZE];
    private int used;
    private long rowBytes;
    private long longestRow;

    RowsWriter(OutputStream output) {
        this.output = output;
    }

    /** Bytes of the longest record so far. */
    long longestRow() {
        return longestRow;
    }

    void beginRow() throws IOException {
        put(MARK);
    }

    void missing() throws IOException {
        put((byte) ',');
    }

    /** A value without quotes, commas and line ends. */
    void plain(byte[] bytes, int from, int to) throws IOException {
        put((byte) ',');
        put(bytes, from, to);
    }

    /** A value in quotes whose own quotes are doubled already. */
    void quoted(byte[] bytes, int from, int to) throws IOException {
        put((byte) ',');
        put((byte) '"');
        put(bytes, from, to);
        put((byte) '"');
    }

    /** Any text. */
    void text(byte[] bytes, int from, int to) throws IOException {
        if (from < to && isPlain(bytes, from, to)) {
            plain(bytes, from, to);
            return;
        }
        put((byte) ',');
        put((byte) '"');
        for (int i = from; i < to; i++) {
            if (bytes[i] == '"') {
                put((byte) '"');
            }
            put(bytes[i]);
        }
        put((byte) '"');
    }

    void endRow() throws IOException {
        put((byte) '\n');
        longestRow = Math.max(longestRow, rowBytes);
        rowBytes = 0;
    }

    void flush() throws IOException {
        output.write(buffer, 0, used);
        used = 0;
    }

    private static boolean isPlain(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = bytes[i];
            if (c == '"' || c == ',' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return true;
    }

    private void put(byte one) throws IOException {
        if (used == SIZE) {
            flush();
        }
        buffer[used++] = one;
        rowBytes++;
    }

    private void put(byte[] bytes, int from, int to) throws IOException {
        int length = to - from;
        if (length > SIZE - used) {
            flush();
        }
        if (length > SIZE) {
            output.write(bytes, from, length);
        } else {
            System.arraycopy(bytes, from, buffer, used, length);
            used += length;
        }
        rowBytes += length;
    }
}
