package dev.millrace.ingestion.dataset;

import dev.millrace.artifacts.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that has arrived whole, decompressed, in this process's scratch folder; closing removes it.
 *
 * @param digest of all bytes as they arrived, after decompression
 * @param bytes as many
 * @param dropped bytes of a byte order mark that the file on disk does not have
 */
public record ReceivedFile(Path path, Digest digest, long bytes, int dropped) implements AutoCloseable {

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
