package dev.millrace.artifacts;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the moment in which a file gets its name apart from the moment in which an old file is removed, in all processes that use
 * the directory. A process that dies leaves no lock behind.
 */
final class DirectoryLock {

    /** One for the whole process, because locks on files belong to processes and are lost when any of their channels is closed. */
    private static final ReentrantLock OF_THIS_PROCESS = new ReentrantLock();

    private final Path file;

    DirectoryLock(Path file) {
        this.file = file;
    }

    /** What is done under the lock: little, for everybody who stores an artifact waits for it. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    <T> T locked(Action<T> action) throws IOException {
        OF_THIS_PROCESS.lock();
        try (var channel = FileChannel.open(file, CREATE, WRITE);
                var lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("file locks do not work in " + file.getParent());
            }
            return action.run();
        } finally {
            OF_THIS_PROCESS.unlock();
        }
    }
}
