package dev.millrace.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A directory that belongs to one process. Serving keeps its last versions, schema ids and parked records on disk, and two
 * processes that wrote to the same files would damage them; so each takes the first of the numbered directories below the
 * configured one that no other process has locked. An instance that starts again alone finds what it left there.
 */
final class OwnDirectory implements AutoCloseable {

    private static final int MOST = 1_000;

    private final Path path;
    private final FileChannel lock;

    private OwnDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static OwnDirectory take(Path base) {
        try {
            for (int number = 0; number < MOST; number++) {
                var path = Files.createDirectories(base.resolve(Integer.toString(number)));
                var channel =
                        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (lock(channel) != null) {
                    return new OwnDirectory(path, channel);
                }
                channel.close();
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot use " + base + " for the files of this instance", unusable);
        }
        throw new IllegalStateException("all " + MOST + " directories below " + base + " are in use");
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot unlock " + path, failure);
        }
    }
}
