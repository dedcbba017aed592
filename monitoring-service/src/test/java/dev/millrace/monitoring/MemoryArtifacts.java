package dev.millrace.monitoring;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Artifacts in memory, named by number instead of by content. */
public final class MemoryArtifacts implements ArtifactStore {

    private final Map<Digest, byte[]> contents = new HashMap<>();

    @Override
    public Digest put(byte[] content) {
        var digest = new Digest("%064x".formatted(contents.size() + 1));
        contents.put(digest, content.clone());
        return digest;
    }

    @Override
    public byte[] read(Digest digest, long maxBytes) {
        byte[] content = contents.get(digest);
        if (content == null) {
            throw new ArtifactMissingException("no artifact " + digest);
        }
        return content.clone();
    }

    @Override
    public InputStream open(Digest digest) {
        return new ByteArrayInputStream(read(digest, Long.MAX_VALUE));
    }

    @Override
    public boolean contains(Digest digest) {
        return contents.containsKey(digest);
    }

    @Override
    public Draft draft() {
        return new MemoryDraft();
    }

    private final class MemoryDraft implements Draft {

        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        @Override
        public OutputStream stream() {
            return content;
        }

        @Override
        public Path file() {
            throw new UnsupportedOperationException("monitoring writes streams only");
        }

        @Override
        public Digest commit() {
            return put(content.toByteArray());
        }

        @Override
        public void close() {}
    }

    @Override
    public Path path(Digest digest) {
        throw new UnsupportedOperationException("monitoring reads no files");
    }
}
