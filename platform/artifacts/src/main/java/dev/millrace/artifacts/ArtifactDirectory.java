package dev.millrace.artifacts;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.millrace.artifacts.ArtifactInventory.StoredArtifact;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one place that turns a digest into a path and opens it: inside the root, no links on the way, a regular file that
 * has no second name.
 */
final class ArtifactDirectory {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> READ_ONLY = PosixFilePermissions.fromString("r--------");
    private static final Set<PosixFilePermission> DRAFT = PosixFilePermissions.fromString("rw-------");

    private static final int SHARDS = 256;

    private final Path root;
    private final DraftFolder drafts;
    private final DirectoryLock lock;

    ArtifactDirectory(Path directory) throws IOException {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        root = directory.toRealPath();
        Files.setPosixFilePermissions(root, OWNER_ONLY);
        drafts = DraftFolder.createIn(root.resolve("tmp"));
        lock = new DirectoryLock(root.resolve(".lock"));
    }

    Path root() {
        return root;
    }

    DraftFolder drafts() {
        return drafts;
    }

    /** A new name among the drafts; the file itself is created by whoever writes it. */
    Path newDraft() {
        return drafts.newFile();
    }

    FileChannel create(Path draft) throws IOException {
        return FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(DRAFT));
    }

    /** Renames a draft that is safely on disk; replacing the same content is harmless. */
    void name(Path draft, Digest digest) throws IOException {
        Files.setPosixFilePermissions(draft, READ_ONLY);
        var target = location(digest);
        var shard = shard(digest);
        if (createDirectory(shard)) {
            flush(root);
        }
        lock.locked(() -> Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE));
        flush(shard);
    }

    /** Made when it is asked for first. */
    String id() throws IOException {
        var file = root.resolve("id");
        return lock.locked(() -> {
            var id = Files.exists(file) ? Files.readString(file).strip() : "";
            return id.isEmpty() ? written(file, UUID.randomUUID().toString()) : id;
        });
    }

    private static String written(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return text;
    }

    boolean contains(Digest digest) {
        return Files.isRegularFile(location(digest), NOFOLLOW_LINKS);
    }

    /** The path, after all checks. */
    Path checked(Digest digest) throws IOException {
        var location = location(digest);
        try {
            boolean regular = Files.isRegularFile(location, NOFOLLOW_LINKS);
            boolean direct = location.toRealPath().equals(location);
            if (!regular || !direct || (int) Files.getAttribute(location, "unix:nlink", NOFOLLOW_LINKS) != 1) {
                throw new ArtifactMissingException("ARTIFACT_UNSAFE", digest + " is a link or not a regular file");
            }
            return location;
        } catch (NoSuchFileException absent) {
            var missing = new ArtifactMissingException("artifact " + digest + " is not in the store");
            missing.initCause(absent);
            throw missing;
        }
    }

    List<StoredArtifact> list(@Nullable Digest after, int limit) throws IOException {
        var page = new ArrayList<StoredArtifact>();
        for (int shard = after == null ? 0 : HexFormat.fromHexDigits(after.hex(), 0, 2); shard < SHARDS; shard++) {
            for (String name : names(root.resolve("%02x".formatted(shard)))) {
                if (page.size() == limit) {
                    return page;
                }
                if (after == null || name.compareTo(after.hex()) > 0) {
                    stored(new Digest(name)).ifPresent(page::add);
                }
            }
        }
        return page;
    }

    /** In order; none where the shard does not exist. */
    private static List<String> names(Path shard) throws IOException {
        if (!Files.isDirectory(shard, NOFOLLOW_LINKS)) {
            return List.of();
        }
        var names = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(
                shard, file -> Digest.isOne(file.getFileName().toString()))) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        names.sort(null);
        return names;
    }

    private Optional<StoredArtifact> stored(Digest digest) throws IOException {
        try {
            var attributes = Files.readAttributes(location(digest), BasicFileAttributes.class, NOFOLLOW_LINKS);
            return Optional.of(new StoredArtifact(
                    digest, attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    /** Under the lock of {@link #name}: what is stored again meanwhile is stored either before, and stays, or after. */
    boolean deleteUnlessStoredSince(Digest digest, Instant time) throws IOException {
        return lock.locked(() -> stored(digest)
                        .filter(artifact -> artifact.storedAt().isBefore(time))
                        .isPresent()
                && Files.deleteIfExists(location(digest)));
    }

    SeekableByteChannel open(Digest digest) throws IOException {
        return Files.newByteChannel(checked(digest), Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS));
    }

    private Path location(Digest digest) {
        return shard(digest).resolve(digest.hex());
    }

    private Path shard(Digest digest) {
        return root.resolve(digest.hex().substring(0, 2));
    }

    static boolean createDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory, NOFOLLOW_LINKS)) {
            return false;
        }
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        return true;
    }

    /** Makes the names in a directory survive a power loss. */
    private static void flush(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
