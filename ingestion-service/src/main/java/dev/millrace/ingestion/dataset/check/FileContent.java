package dev.millrace.ingestion.dataset.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The bytes of a file, some of which may still arrive: whoever reads these waits for them. */
public interface FileContent {

    /** From a position on. */
    InputStream from(long position) throws IOException;

    /** How many bytes can be read without waiting. */
    long arrived() throws IOException;

    /** How many bytes there will be; empty where only the end of the file says so. */
    OptionalLong size() throws IOException;

    /** All of it. */
    default InputStream open() throws IOException {
        return from(0);
    }

    /** The first bytes, at most so many. */
    default byte[] head(int bytes) throws IOException {
        try (var input = open()) {
            return input.readNBytes(bytes);
        }
    }

    /** Of a file that has arrived whole. */
    static FileContent of(Path file) {
        return new FileContent() {
            @Override
            public InputStream from(long position) throws IOException {
                return Channels.newInputStream(FileChannel.open(file).position(position));
            }

            @Override
            public long arrived() throws IOException {
                return Files.size(file);
            }

            @Override
            public OptionalLong size() throws IOException {
                return OptionalLong.of(arrived());
            }
        };
    }
}
