package dev.millrace.ingestion.dataset.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A window onto a stream that always holds the piece being read in one stretch, and grows only for that. */
final class FieldBuffer {

    private static final int SIZE = 1 << 18;

    private final InputStream input;

    /** What was read; the piece being read begins at {@code start}. */
    byte[] bytes = new byte[SIZE];

    int start;
    int at;
    int end;

    private long before;

    FieldBuffer(InputStream input, long before) {
        this.input = input;
        this.before = before;
    }

    /** Position in the file. */
    long offset(int index) {
        return before + index;
    }

    long offset() {
        return before + at;
    }

    /** The next piece begins here. */
    void begin() {
        start = at;
    }

    /** Whether there is a byte at {@code at}, read from the stream if necessary; indexes may move. */
    boolean available() throws IOException {
        return at < end || read();
    }

    /** Moves behind the next line end, which is a line feed, a carriage return, or both. */
    void skipLine() throws IOException {
        while (available() && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
            begin();
        }
        if (available() && bytes[at++] == '\r' && available() && bytes[at] == '\n') {
            at++;
        }
        begin();
    }

    private boolean read() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            before += start;
            at -= start;
            end -= start;
            start = 0;
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int count = input.read(bytes, end, bytes.length - end);
        if (count <= 0) {
            return false;
        }
        end += count;
        return true;
    }
}
