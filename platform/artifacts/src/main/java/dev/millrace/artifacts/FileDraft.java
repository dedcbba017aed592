package dev.millrace.artifacts;

import dev.millrace.artifacts.ArtifactStore.Draft;
import dev.millrace.faults.FaultPoint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A file on its way into the directory: hashed while it is written, or afterwards if an engine wrote it. */
final class FileDraft implements Draft {

    private final ArtifactDirectory directory;
    private final Path file;
    private @Nullable HashingStream stream;
    private boolean named;

    FileDraft(ArtifactDirectory directory) {
        this.directory = directory;
        this.file = directory.newDraft();
    }

    @Override
    public OutputStream stream() {
        try {
            if (stream == null) {
                stream = new HashingStream(directory.create(file));
            }
            return stream;
        } catch (IOException failure) {
            throw LocalArtifactStore.failed("create a draft", failure);
        }
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Digest commit() {
        try {
            var digest = stream == null ? hashAndFlush() : stream.finish();
            directory.name(file, digest);
            named = true;
            FaultPoint.ARTIFACT_AFTER_RENAME.reached();
            return digest;
        } catch (IOException failure) {
            throw LocalArtifactStore.failed("store an artifact", failure);
        }
    }

    @Override
    public void close() {
        try {
            if (stream != null) {
                stream.close();
            }
            if (!named) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw LocalArtifactStore.failed("remove a draft", failure);
        }
    }

    private Digest hashAndFlush() throws IOException {
        FaultPoint.ARTIFACT_MID_WRITE.reached();
        var hash = LocalArtifactStore.sha256();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try (var input = Channels.newInputStream(channel)) {
                var buffer = new byte[1 << 16];
                for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                    hash.update(buffer, 0, read);
                }
                channel.force(true);
            }
        }
        return new Digest(HexFormat.of().formatHex(hash.digest()));
    }

    /** Hashes what goes to the file, and reports a full disk as what it is. */
    private static final class HashingStream extends OutputStream {

        private final FileChannel channel;
        private final OutputStream target;
        private final MessageDigest hash = LocalArtifactStore.sha256();

        HashingStream(FileChannel channel) {
            this.channel = channel;
            this.target = Channels.newOutputStream(channel);
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            FaultPoint.ARTIFACT_MID_WRITE.reached();
            try {
                target.write(bytes, offset, length);
            } catch (IOException failure) {
                throw LocalArtifactStore.failed("write an artifact", failure);
            }
            hash.update(bytes, offset, length);
        }

        Digest finish() throws IOException {
            channel.force(true);
            channel.close();
            return new Digest(HexFormat.of().formatHex(hash.digest()));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
