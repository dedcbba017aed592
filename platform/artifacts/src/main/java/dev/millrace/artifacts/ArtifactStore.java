package dev.millrace.artifacts;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Artifacts by digest. A file is written to a temporary name, flushed to disk and renamed to its digest, so it is there
 * whole or not at all; storing the same bytes twice stores them once.
 */
public interface ArtifactStore {

    /** Stores the bytes. */
    Digest put(byte[] content);

    /** Starts a file whose digest is known once it is written; closing without {@code commit} leaves nothing. */
    Draft draft();

    /** @throws ArtifactMissingException where there is none */
    InputStream open(Digest digest);

    /** The whole content, checked against its digest. */
    byte[] read(Digest digest, long maxBytes);

    /** The file, for engines that read files themselves; it never changes. */
    Path path(Digest digest);

    boolean contains(Digest digest);

    /** A file being written. */
    interface Draft extends AutoCloseable {

        /** Where to write, for callers that stream. */
        OutputStream stream();

        /** Where to write, for engines that write files themselves; use either this or {@link #stream}. */
        Path file();

        /** Flushes to disk, names the file by its digest. */
        Digest commit();

        @Override
        void close();
    }
}
