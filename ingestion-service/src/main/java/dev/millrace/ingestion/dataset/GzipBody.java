package dev.millrace.ingestion.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip (RFC 1952) strictly: checksums and lengths must be right, and nothing but further members may follow the
 * first. The JDK's reader takes whatever follows for the end.
 */
final class GzipBody extends InputStream {

    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final PushbackInputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private boolean started;
    private boolean inMember;
    private boolean ended;

    GzipBody(InputStream compressed) {
        this.in = new PushbackInputStream(compressed, buffer.length);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!ended) {
            if (!inMember && !nextMember()) {
                ended = true;
                break;
            }
            int read = inflate(target, offset, length);
            if (read > 0) {
                checksum.update(target, offset, read);
                return read;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            while (true) {
                int read = inflater.inflate(target, offset, length);
                if (read > 0) {
                    return read;
                }
                if (inflater.finished()) {
                    endMember();
                    return 0;
                }
                if (inflater.needsDictionary()) {
                    throw new ZipException("preset dictionary");
                }
                fill();
            }
        } catch (DataFormatException broken) {
            throw new ZipException(String.valueOf(broken.getMessage()));
        }
    }

    private void fill() throws IOException {
        filled = in.read(buffer);
        if (filled < 0) {
            throw new EOFException("the archive ends early");
        }
        inflater.setInput(buffer, 0, filled);
    }

    private void endMember() throws IOException {
        int rest = inflater.getRemaining();
        if (rest > 0) {
            in.unread(buffer, filled - rest, rest);
        }
        if (number(4) != checksum.getValue() || number(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("checksum or length is wrong");
        }
        inMember = false;
    }

    private boolean nextMember() throws IOException {
        int first = in.read();
        if (first < 0 && started) {
            return false;
        }
        if (first != 0x1f || in.read() != 0x8b || in.read() != 8) {
            throw new ZipException(started ? "garbage behind the archive" : "not gzip");
        }
        int flags = (int) number(1);
        number(6);
        if ((flags & EXTRA) != 0) {
            in.skipNBytes(number(2));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            number(2);
        }
        inflater.reset();
        checksum.reset();
        started = true;
        inMember = true;
        return true;
    }

    private void skipText() throws IOException {
        long next;
        do {
            next = number(1);
        } while (next != 0);
    }

    /** Little-endian. */
    private long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the archive ends early");
            }
            value |= (long) next << (8 * i);
        }
        return value;
    }
}
