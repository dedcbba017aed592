package dev.millrace.messaging.lifecycle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock on an instance's name, held for as long as the process lives. The operating system frees it when the process dies,
 * however that happens: who gets it next on this machine knows that the process named in the file is dead.
 */
public final class InstanceLock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InstanceLock.class);
    private static final int NAMES = 1_000;
    private static final int TOKEN_BYTES = 64;

    private final String instance;
    private final String predecessor;
    private final @Nullable FileChannel file;

    private InstanceLock(String instance, String predecessor, @Nullable FileChannel file) {
        this.instance = instance;
        this.predecessor = predecessor;
        this.file = file;
    }

    /**
     * Takes the lock of the name; where a living process has it, that of the name with a number.
     *
     * @param process unique to this process
     */
    static InstanceLock take(Path directory, String name, String process) {
        try {
            Files.createDirectories(directory);
            for (int number = 1; number <= NAMES; number++) {
                var numbered = number == 1 ? name : name + "-" + number;
                var taken = tryTake(directory.resolve(numbered.replaceAll("[^A-Za-z0-9._-]", "_") + ".lock"));
                if (taken != null) {
                    return new InstanceLock(numbered, exchange(taken, process), taken);
                }
            }
        } catch (IOException e) {
            log.warn("The name {} is not locked, so jobs of a predecessor wait to time out: {}", name, e.toString());
        }
        return new InstanceLock(name, "", null);
    }

    private static @Nullable FileChannel tryTake(Path path) throws IOException {
        var channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException sameProcess) {
            log.debug("{} is locked by this process", path);
        }
        channel.close();
        return null;
    }

    /** Who held the lock last; from now on it is this process. */
    private static String exchange(FileChannel file, String process) throws IOException {
        var bytes = ByteBuffer.allocate(TOKEN_BYTES);
        file.read(bytes, 0);
        file.truncate(0);
        file.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.UTF_8)), 0);
        file.force(true);
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    /** The name that nobody else on this machine has. */
    String instance() {
        return instance;
    }

    /** The process that had the name before and is dead; empty where none is known. */
    String predecessor() {
        return predecessor;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
