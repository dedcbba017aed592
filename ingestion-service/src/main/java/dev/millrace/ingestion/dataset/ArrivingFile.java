package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.check.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file that one thread writes while others read it already. Whoever reads what is not there yet waits for it, but only as long
 * as the file arrives fast: a slow sender must not hold a thread that converts files. The end is seen only where the file has
 * arrived as it should; in every other case reading fails.
 */
final class ArrivingFile implements FileContent {

    /** Bytes per second that must arrive on average, about half of what is converted meanwhile. */
    private static final long FAST = 50_000_000;

    private final Path path;
    private final long announced;
    private final long patience;
    private final long begin = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private int dropped;
    private long arrived;
    private boolean complete;
    private boolean abandoned;

    /**
     * @param announced bytes that it will have, -1 where that is not known
     * @param patience how long it may arrive more slowly
     */
    ArrivingFile(Path path, long announced, Duration patience) {
        this.path = path;
        this.announced = announced;
        this.patience = patience.toNanos();
    }

    Path path() {
        return path;
    }

    /** The first bytes were a mark that is not stored. */
    void drop(int bytes) {
        locked(() -> dropped = bytes);
    }

    /** So many more bytes are on disk. */
    void add(long bytes) {
        locked(() -> arrived += bytes);
    }

    /** All of it has arrived, and is what it should be. */
    void complete() {
        locked(() -> {
            complete = announced < 0 || announced == arrived + dropped;
            abandoned = !complete;
        });
    }

    /** Nobody shall read it any more. */
    void abandon() {
        locked(() -> abandoned = true);
    }

    int dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long arrived() {
        lock.lock();
        try {
            return arrived;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public OptionalLong size() {
        return announced < 0 ? OptionalLong.empty() : OptionalLong.of(announced - dropped());
    }

    @Override
    public InputStream from(long position) throws IOException {
        return new Following(FileChannel.open(path), position);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes there are behind a position, as soon as there are any; 0 at the end of the file. */
    private long await(long position) throws IOException {
        lock.lock();
        try {
            while (!abandoned && !complete && arrived <= position) {
                long left = patience + TimeUnit.SECONDS.toNanos(arrived) / FAST - (System.nanoTime() - begin);
                if (left <= 0) {
                    throw new IOException("the file arrives too slowly to be waited for");
                }
                changed.awaitNanos(left);
            }
            if (abandoned) {
                throw new IOException("the file does not arrive");
            }
            return Math.max(0, arrived - position);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while a file arrived");
        } finally {
            lock.unlock();
        }
    }

    private final class Following extends InputStream {

        private final FileChannel channel;
        private long position;

        Following(FileChannel channel, long position) {
            this.channel = channel;
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int ready = (int) Math.min(length, await(position));
            if (ready == 0) {
                return -1;
            }
            int read = channel.read(ByteBuffer.wrap(target, offset, ready), position);
            position += read;
            return read;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
