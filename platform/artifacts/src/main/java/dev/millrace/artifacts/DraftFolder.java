package dev.millrace.artifacts;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;

/**
 * This process's own folder of unfinished files. It is locked while the process lives, so whoever starts next can tell
 * what a crash has left and remove it, without touching what others are writing.
 */
final class DraftFolder {

    private static final String LOCK = ".lock";

    private final Path folder;

    /** Held until the process ends. */
    private final FileLock alive;

    private DraftFolder(Path folder, FileLock alive) {
        this.folder = folder;
        this.alive = alive;
    }

    /** One process at a time, and one thread in it, so that no folder is seen before its lock is taken. */
    static synchronized DraftFolder createIn(Path parent) throws IOException {
        ArtifactDirectory.createDirectory(parent);
        try (var channel = FileChannel.open(parent.resolve(LOCK), CREATE, WRITE);
                var exclusive = channel.lock()) {
            sweep(parent);
            var folder = parent.resolve(UUID.randomUUID().toString());
            ArtifactDirectory.createDirectory(folder);
            var lock = FileChannel.open(folder.resolve(LOCK), CREATE, WRITE).tryLock();
            if (lock == null || !exclusive.isValid()) {
                throw new IOException("file locks do not work in " + parent);
            }
            return new DraftFolder(folder, lock);
        }
    }

    Path newFile() {
        return folder.resolve(UUID.randomUUID().toString());
    }

    Path path() {
        return folder;
    }

    void release() throws IOException {
        alive.acquiredBy().close();
    }

    /** Removes what was last written before the time given, here and in the folders of processes that are gone. */
    int sweepBefore(Instant before) throws IOException {
        int removed = 0;
        var parent = Objects.requireNonNull(folder.getParent());
        try (var folders = Files.newDirectoryStream(parent, each -> Files.isDirectory(each, NOFOLLOW_LINKS))) {
            for (Path each : folders) {
                if (each.equals(folder) || isAbandoned(each)) {
                    removed += removeBefore(before, each);
                }
            }
        }
        return removed;
    }

    private static int removeBefore(Instant before, Path folder) throws IOException {
        int removed = 0;
        try (var files = Files.newDirectoryStream(folder, file -> Files.isRegularFile(file, NOFOLLOW_LINKS))) {
            for (Path file : files) {
                boolean old = Files.getLastModifiedTime(file, NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(before);
                if (old && !file.endsWith(LOCK) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    private static void sweep(Path parent) throws IOException {
        try (var folders = Files.newDirectoryStream(parent, folder -> Files.isDirectory(folder, NOFOLLOW_LINKS))) {
            for (Path each : folders) {
                if (isAbandoned(each)) {
                    delete(each);
                }
            }
        }
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder.resolve(LOCK), CREATE, WRITE);
                var lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException oursToo) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
