package dev.millrace.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * The commands since the last checkpoint, numbered, in the order in which they are carried out. A record is four bytes
 * of length, four of checksum and the command in BSON; a file is named after the number of its first record. Appending
 * reaches the operating system before it returns. Not safe for several threads.
 */
final class Journal implements AutoCloseable {

    private static final String PREFIX = "journal-";
    private static final int HEADER_BYTES = 2 * Integer.BYTES;

    private final Path directory;
    private FileChannel channel;
    private long next;
    private long bytes;

    private Journal(Path directory, long next) throws IOException {
        this.directory = directory;
        this.next = next;
        this.channel = start(directory, next);
    }

    /**
     * Hands over the records with numbers above {@code applied}, in order, and starts a file after the last. The newest
     * file may end in the middle of a record, for nobody was told that this one is kept; it is cut off.
     *
     * @throws IllegalStateException if a record that was followed by others cannot be read
     */
    static Journal open(Path directory, long applied, Consumer<Document> replay) {
        try {
            long next = applied + 1;
            var files = files(directory);
            for (int i = 0; i < files.size(); i++) {
                next = Math.max(next, read(files.get(i), i == files.size() - 1, applied, replay));
            }
            return new Journal(directory, next);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the journal in " + directory, e);
        }
    }

    /**
     * @throws UncheckedIOException if the command is not in the journal, which then ends as before
     */
    void append(Document command) {
        var buffer = Unpooled.buffer();
        try {
            buffer.writeZero(HEADER_BYTES);
            BsonEncoder.encodeDocument(command, buffer);
            var body = buffer.nioBuffer(HEADER_BYTES, buffer.readableBytes() - HEADER_BYTES);
            buffer.setInt(0, body.remaining());
            buffer.setInt(Integer.BYTES, checksum(body));
            write(buffer);
            next++;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal in " + directory, e);
        } finally {
            buffer.release();
        }
    }

    private void write(ByteBuf buffer) throws IOException {
        try {
            var record = buffer.nioBuffer();
            while (record.hasRemaining()) {
                channel.write(record);
            }
            bytes = channel.position();
        } catch (IOException e) {
            channel.truncate(bytes);
            throw e;
        }
    }

    /** Number of the last record; 0 where there was none ever. */
    long last() {
        return next - 1;
    }

    /** Starts a file, and returns the number that its first record will have. */
    long rotate() {
        try {
            var before = channel;
            channel = start(directory, next);
            bytes = 0;
            before.close();
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a journal in " + directory, e);
        }
    }

    /** Deletes the files before the one that {@code first} is the first record of. */
    void forget(long first) {
        try {
            for (Path file : files(directory)) {
                if (first(file) < first) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tidy the journals in " + directory, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel start(Path directory, long first) throws IOException {
        return FileChannel.open(
                directory.resolve("%s%019d".formatted(PREFIX, first)),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .sorted()
                    .toList();
        }
    }

    private static long first(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(PREFIX.length()));
    }

    /** The number after the file's last record. */
    private static long read(Path file, boolean newest, long applied, Consumer<Document> replay) throws IOException {
        var content = ByteBuffer.wrap(Files.readAllBytes(file));
        long number = first(file);
        while (whole(content)) {
            int length = content.getInt(content.position());
            content.position(content.position() + HEADER_BYTES);
            if (number > applied) {
                replay.accept(BsonDecoder.decodeBson(
                        Unpooled.wrappedBuffer(content.slice().limit(length))));
            }
            content.position(content.position() + length);
            number++;
        }
        if (content.hasRemaining()) {
            cut(file, content.position(), newest);
        }
        return number;
    }

    private static void cut(Path file, int whole, boolean newest) throws IOException {
        if (!newest) {
            throw new IllegalStateException("%s cannot be read from byte %d on".formatted(file, whole));
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(whole);
        }
    }

    private static boolean whole(ByteBuffer content) {
        if (content.remaining() < HEADER_BYTES) {
            return false;
        }
        int at = content.position();
        int length = content.getInt(at);
        return length >= 0
                && length <= content.remaining() - HEADER_BYTES
                && content.getInt(at + Integer.BYTES) == checksum(content.slice(at + HEADER_BYTES, length));
    }

    private static int checksum(ByteBuffer body) {
        var crc = new CRC32C();
        crc.update(body.duplicate());
        return (int) crc.getValue();
    }
}
