package dev.millrace.ingestion.dataset;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.artifacts.StorageFullException;
import dev.millrace.web.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Streams a body to disk: limited, decompressed and hashed on the way, never in memory as a whole. */
final class ReceiveFile {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final long RATIO_COUNTS_FROM = 1 << 20;

    /** Files of so many bytes may be read while they arrive. */
    private static final long LARGE = 8_000_000;

    /** Bytes that are written at once. The server gives few at a time, and each piece wakes those who read the file meanwhile. */
    private static final int PIECE = 1 << 18;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LocalArtifactStore artifacts;
    private final UploadProperties settings;
    private final LongSupplier nanoTime;

    ReceiveFile(LocalArtifactStore artifacts, UploadProperties settings, LongSupplier nanoTime) {
        this.artifacts = artifacts;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /**
     * @param announced bytes that the sender says the body has, -1 where it does not say
     * @param expected SHA-256 of the body as sent or as decompressed; null where the sender does not say
     */
    ReceivedFile receive(InputStream body, long announced, Compression compression, @Nullable String expected) {
        return receive(new SentFile(body, announced, compression, expected), arriving -> {});
    }

    /** @param follower gets a large file while it arrives */
    ReceivedFile receive(SentFile sent, Consumer<ArrivingFile> follower) {
        if (sent.announced() > settings.limit().toBytes()) {
            throw BoundedBody.tooLarge(settings).with("actual", sent.announced());
        }
        var target = artifacts.scratch().resolve(UUID.randomUUID().toString());
        long announced = sent.compression() == Compression.NONE ? sent.announced() : -1;
        var arriving = new ArrivingFile(target, announced, PATIENCE);
        try {
            var received = receive(sent, arriving, follower);
            arriving.complete();
            return received;
        } catch (IOException | RuntimeException failure) {
            arriving.abandon();
            remove(target);
            throw problem(failure);
        }
    }

    private ReceivedFile receive(SentFile file, ArrivingFile arriving, Consumer<ArrivingFile> follower)
            throws IOException {
        var sentHash = sha256();
        var sent = new BoundedBody(file.body(), settings, nanoTime, sentHash);
        var received = switch (file.compression()) {
            case NONE -> store(sent, sent, sentHash, arriving, follower);
            case GZIP -> store(new GzipBody(sent), sent, sha256(), arriving, follower);
            case ZSTD -> store(new ZstdInputStream(sent), sent, sha256(), arriving, follower);
        };
        var expected = file.digest();
        if (expected != null
                && !matches(
                        expected,
                        received,
                        file.compression() == Compression.NONE
                                ? received.digest().hex()
                                : hex(sentHash))) {
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "DIGEST_MISMATCH",
                            "The file's digest, its SHA-256, is another than was said of it; say the right one, or send the file again"
                                    + " if it was damaged on the way")
                    .with("expected", expected)
                    .with("actual", received.digest().hex());
        }
        return received;
    }

    private ReceivedFile store(
            InputStream content,
            BoundedBody sent,
            MessageDigest hash,
            ArrivingFile arriving,
            Consumer<ArrivingFile> follower)
            throws IOException {
        boolean compressed = content != sent;
        long bytes = 0;
        int dropped = 0;
        try (content;
                OutputStream output = Files.newOutputStream(arriving.path())) {
            var buffer = new byte[PIECE];
            int read = content.readNBytes(buffer, 0, BYTE_ORDER_MARK.length);
            dropped = read == BYTE_ORDER_MARK.length && startsWithMark(buffer) ? read : 0;
            arriving.drop(dropped);
            int skip = dropped;
            while (read > 0) {
                boolean large = bytes < LARGE && bytes + read >= LARGE;
                bytes += read;
                if (compressed) {
                    hash.update(buffer, 0, read);
                    checkDecompressed(bytes, sent.count());
                }
                output.write(buffer, skip, read - skip);
                arriving.add(read - skip);
                if (large) {
                    follower.accept(arriving);
                }
                skip = 0;
                read = content.readNBytes(buffer, 0, PIECE);
            }
        }
        return new ReceivedFile(arriving.path(), new Digest(hex(hash)), bytes, dropped);
    }

    private void checkDecompressed(long bytes, long sent) {
        long limit = settings.decompressedLimit().toBytes();
        if (bytes > limit) {
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "DECOMPRESSED_TOO_LARGE",
                            "The upload is too large after decompression")
                    .with("limit", limit);
        }
        if (bytes > RATIO_COUNTS_FROM && bytes / settings.ratioLimit() > sent) {
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "DECOMPRESSED_TOO_LARGE",
                            "The upload grows too much by decompression")
                    .with("limit", settings.ratioLimit() + ":1");
        }
    }

    private static boolean startsWithMark(byte[] buffer) {
        return buffer[0] == BYTE_ORDER_MARK[0] && buffer[1] == BYTE_ORDER_MARK[1] && buffer[2] == BYTE_ORDER_MARK[2];
    }

    private static boolean matches(String expected, ReceivedFile received, String sent) {
        return expected.equalsIgnoreCase(received.digest().hex()) || expected.equalsIgnoreCase(sent);
    }

    private static RuntimeException problem(Exception failure) {
        if (StorageFullException.isCauseOf(failure)) {
            return full(failure);
        }
        return switch (failure) {
            case ZipException corrupt -> corrupt(corrupt);
            case ZstdIOException corrupt -> corrupt(corrupt);
            case EOFException early when "the archive ends early".equals(early.getMessage()) -> corrupt(early);
            case IOException broken ->
                caused(new Problem(HttpStatus.BAD_REQUEST, "UPLOAD_INCOMPLETE", "The upload ended early"), broken);
            case RuntimeException other -> other;
            default -> new IllegalStateException(failure);
        };
    }

    private static void remove(Path target) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Problem corrupt(IOException failure) {
        return caused(
                new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "ARCHIVE_CORRUPT",
                        "The compressed stream is damaged: " + failure.getMessage()),
                failure);
    }

    static Problem full(Throwable failure) {
        return caused(
                new Problem(HttpStatus.INSUFFICIENT_STORAGE, "STORAGE_FULL", "No space is left to store the upload"),
                failure);
    }

    private static Problem caused(Problem problem, Throwable cause) {
        problem.initCause(cause);
        return problem;
    }

    private static String hex(MessageDigest hash) {
        return HexFormat.of().formatHex(hash.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
