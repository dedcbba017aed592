package dev.millrace.ingestion.dataset.check;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;

/**
 * A stretch of a file that is cut behind line feeds: it begins behind the first line feed at or after its beginning, and ends
 * behind the first one at or after its end. So stretches that follow each other have every byte once, and where one is cut is
 * found only when it is read, as its bytes may not have arrived before.
 */
final class LineStretch extends FilterInputStream {

    private final long end;
    private long at;
    private boolean begun;
    private boolean ended;

    /** @param begun whether it begins exactly where it is said to, as the first stretch does */
    LineStretch(FileContent content, long begin, long end, boolean begun) throws IOException {
        super(new BufferedInputStream(content.from(begin)));
        this.at = begin;
        this.end = end;
        this.begun = begun;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!begun) {
            begin();
        }
        if (ended) {
            return -1;
        }
        if (at >= end) {
            return lastLine(target, offset, length);
        }
        int read = in.read(target, offset, (int) Math.min(length, end - at));
        at += Math.max(0, read);
        return read;
    }

    private void begin() throws IOException {
        begun = true;
        int next;
        do {
            next = in.read();
            at++;
        } while (next >= 0 && next != '\n');
        ended = at > end;
    }

    /** Up to its line feed, or to the end of the file. */
    private int lastLine(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length && !ended) {
            int next = in.read();
            if (next >= 0) {
                target[offset + count] = (byte) next;
                count++;
            }
            ended = next < 0 || next == '\n';
        }
        return count == 0 ? -1 : count;
    }
}
