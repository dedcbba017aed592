package dev.millrace.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Artifacts in a directory of this machine, {@code ab/ab12…}, readable by their owner only. */
public final class LocalArtifactStore implements ArtifactStore, ArtifactInventory, AutoCloseable {

    private final ArtifactDirectory directory;

    /** Creates the directory where it does not exist, and removes what crashed processes left unfinished. */
    public LocalArtifactStore(Path root) {
        try {
            this.directory = new ArtifactDirectory(root);
        } catch (IOException failure) {
            throw failed("use " + root + " as artifact directory", failure);
        }
    }

    /** The directory's canonical path, for engines that must be locked into it. */
    public Path root() {
        return directory.root();
    }

    /** Where this process may leave files that are gone after its end, and at the latest at the next start. */
    public Path scratch() {
        return directory.drafts().path();
    }

    @Override
    public Digest put(byte[] content) {
        try (var draft = new FileDraft(directory)) {
            draft.stream().write(content);
            return draft.commit();
        } catch (IOException failure) {
            throw failed("store an artifact", failure);
        }
    }

    @Override
    public Draft draft() {
        return new FileDraft(directory);
    }

    @Override
    public InputStream open(Digest digest) {
        try {
            return Channels.newInputStream(directory.open(digest));
        } catch (IOException failure) {
            throw failed("open artifact " + digest, failure);
        }
    }

    @Override
    public byte[] read(Digest digest, long maxBytes) {
        try (var channel = directory.open(digest);
                var input = Channels.newInputStream(channel)) {
            if (channel.size() > maxBytes) {
                throw new ArtifactMissingException(
                        "ARTIFACT_TOO_LARGE",
                        "artifact " + digest + " has " + channel.size() + " bytes, the limit is " + maxBytes);
            }
            var content = input.readNBytes(Math.toIntExact(channel.size()));
            verify(digest, content);
            return content;
        } catch (IOException failure) {
            throw failed("read artifact " + digest, failure);
        }
    }

    @Override
    public Path path(Digest digest) {
        try {
            return directory.checked(digest);
        } catch (IOException failure) {
            throw failed("find artifact " + digest, failure);
        }
    }

    @Override
    public boolean contains(Digest digest) {
        return directory.contains(digest);
    }

    @Override
    public List<StoredArtifact> list(@Nullable Digest after, int limit) {
        try {
            return directory.list(after, limit);
        } catch (IOException failure) {
            throw failed("list the artifacts", failure);
        }
    }

    @Override
    public String id() {
        try {
            return directory.id();
        } catch (IOException failure) {
            throw failed("read the id of the artifact directory", failure);
        }
    }

    @Override
    public boolean deleteUnlessStoredSince(Digest digest, Instant time) {
        try {
            return directory.deleteUnlessStoredSince(digest, time);
        } catch (IOException failure) {
            throw failed("delete artifact " + digest, failure);
        }
    }

    /** Removes what failed before the time given and was left unfinished, by this process or by one that is gone. */
    int removeDraftsBefore(Instant before) {
        try {
            return directory.drafts().sweepBefore(before);
        } catch (IOException failure) {
            throw failed("remove unfinished files", failure);
        }
    }

    @Override
    public void close() {
        try {
            directory.drafts().release();
        } catch (IOException failure) {
            throw failed("release the drafts", failure);
        }
    }

    private static void verify(Digest digest, byte[] content) {
        var actual = HexFormat.of().formatHex(sha256().digest(content));
        if (!actual.equals(digest.hex())) {
            throw new ArtifactDamagedException(digest, actual);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static StorageException failed(String what, IOException cause) {
        return StorageFullException.isCauseOf(cause)
                ? new StorageFullException(cause)
                : new StorageException("could not " + what, cause);
    }
}
