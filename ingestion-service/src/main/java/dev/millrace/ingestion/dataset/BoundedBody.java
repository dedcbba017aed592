package dev.millrace.ingestion.dataset;

import dev.millrace.web.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A body as it is sent: hashed, ended where it becomes too large, and given up where it is too slow. */
final class BoundedBody extends FilterInputStream {

    private final UploadProperties settings;
    private final LongSupplier nanoTime;
    private final MessageDigest hash;

    private long count;
    private long windowStart;
    private long windowCount;

    BoundedBody(InputStream body, UploadProperties settings, LongSupplier nanoTime, MessageDigest hash) {
        super(body);
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.hash = hash;
        this.windowStart = nanoTime.getAsLong();
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = readOrGiveUp(target, offset, length);
        if (read > 0) {
            hash.update(target, offset, read);
            count += read;
            if (count > settings.limit().toBytes()) {
                throw tooLarge(settings);
            }
            checkSpeed(read);
        }
        return read;
    }

    static Problem tooLarge(UploadProperties settings) {
        return new Problem(HttpStatus.CONTENT_TOO_LARGE, "UPLOAD_TOO_LARGE", "The upload is too large")
                .with("limit", settings.limit().toBytes());
    }

    private int readOrGiveUp(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (SocketTimeoutException stalled) {
            throw tooSlow(stalled);
        } catch (IOException broken) {
            for (Throwable cause = broken.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SocketTimeoutException) {
                    throw tooSlow(broken);
                }
            }
            throw broken;
        }
    }

    private void checkSpeed(int read) {
        long now = nanoTime.getAsLong();
        windowCount += read;
        long elapsed = now - windowStart;
        if (elapsed >= settings.patience().toNanos()) {
            if (windowCount < settings.slowest().toBytes() * settings.patience().toSeconds()) {
                throw tooSlow(null);
            }
            windowStart = now;
            windowCount = 0;
        }
    }

    private Problem tooSlow(@Nullable Throwable cause) {
        var problem = new Problem(HttpStatus.REQUEST_TIMEOUT, "UPLOAD_TOO_SLOW", "The upload is too slow")
                .with("limit", settings.slowest().toBytes());
        problem.initCause(cause);
        return problem;
    }
}
