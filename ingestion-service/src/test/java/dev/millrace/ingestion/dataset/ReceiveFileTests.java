package dev.millrace.ingestion.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ReceiveFileTests {

    private static final byte[] CSV = "a,b\n1,2\n".getBytes(UTF_8);
    private static final String CSV_DIGEST = "492a8a5c47d3f8dcdc4d8ecebbf9ddcf4dec4ccbbd18bb1b8e8c5b4c6b1a6f5a";

    @TempDir
    Path directory;

    private final AtomicLong nanos = new AtomicLong();
    private LocalArtifactStore artifacts;
    private ReceiveFile receiveFile;

    @BeforeEach
    void open() {
        artifacts = new LocalArtifactStore(directory);
        receiveFile = new ReceiveFile(artifacts, Uploads.settings(), nanos::get);
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        try (var files = Files.list(artifacts.scratch())) {
            assertThat(files.filter(file -> !file.endsWith(".lock"))).isEmpty();
        }
        artifacts.close();
    }

    @Test
    void storesABodyAndItsDigest() throws IOException {
        try (var file = receive(CSV, Compression.NONE, null)) {
            assertThat(Files.readAllBytes(file.path())).isEqualTo(CSV);
            assertThat(file.bytes()).isEqualTo(8);
            assertThat(file.digest().hex()).isEqualTo(sha256(CSV));
        }
    }

    @Test
    void givesACompressedBodyTheDigestOfItsContent() throws IOException {
        var large = random(300_000);
        try (var file = receive(gzip(large), Compression.GZIP, null)) {
            assertThat(file.digest().hex()).isEqualTo(sha256(large));
            assertThat(Files.readAllBytes(file.path())).isEqualTo(large);
        }
    }

    @Test
    void readsArchivesOfSeveralMembers() throws IOException {
        var both = concat(gzip(CSV), gzip("3,4\n".getBytes(UTF_8)));
        try (var file = receive(both, Compression.GZIP, null)) {
            assertThat(Files.readString(file.path())).isEqualTo("a,b\n1,2\n3,4\n");
        }
    }

    @Test
    void c03DropsAByteOrderMarkButHashesIt() throws IOException {
        var marked = concat(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, CSV);
        try (var file = receive(marked, Compression.NONE, null)) {
            assertThat(Files.readAllBytes(file.path())).isEqualTo(CSV);
            assertThat(file.dropped()).isEqualTo(3);
            assertThat(file.digest().hex()).isEqualTo(sha256(marked));
        }
    }

    @Test
    void r20HoldsTheBodyAgainstTheDigestThatWasSent() {
        receive(CSV, Compression.NONE, sha256(CSV)).close();
        receive(gzip(CSV), Compression.GZIP, sha256(CSV)).close();
        receive(gzip(CSV), Compression.GZIP, sha256(gzip(CSV))).close();
        assertThat(problem(CSV, Compression.NONE, CSV_DIGEST)).isEqualTo("DIGEST_MISMATCH");
    }

    @Test
    void r16RefusesAnAnnouncedLengthBeforeReading() {
        var unread = failing(new IOException("was read"));
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> receiveFile.receive(unread, 6442450944L, Compression.NONE, null))
                .satisfies(e -> assertThat(e.code()).isEqualTo("UPLOAD_TOO_LARGE"))
                .satisfies(e -> assertThat(e.status().value()).isEqualTo(413));
    }

    @Test
    void r17StopsAtTheLimit() {
        assertThat(problem(new Endless(), Compression.NONE)).isEqualTo("UPLOAD_TOO_LARGE");
    }

    @Test
    void r18GivesUpSlowSenders() {
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                target[offset] = (byte) read();
                return 1;
            }
        };
        assertThat(problem(slow, Compression.NONE)).isEqualTo("UPLOAD_TOO_SLOW");
        assertThat(problem(failing(new IOException(new SocketTimeoutException())), Compression.NONE))
                .isEqualTo("UPLOAD_TOO_SLOW");
    }

    @Test
    void f23KeepsNothingOfAPartialUpload() {
        assertThat(problem(failing(new IOException("connection reset")), Compression.NONE))
                .isEqualTo("UPLOAD_INCOMPLETE");
    }

    @Test
    void c24StopsADecompressionBomb() {
        assertThat(problem(gzip(new byte[20 << 20]), Compression.GZIP, null)).isEqualTo("DECOMPRESSED_TOO_LARGE");
    }

    @Test
    void c25NamesDamagedArchives() {
        var whole = gzip(random(100_000));
        assertThat(problem(Arrays.copyOf(whole, whole.length / 2), Compression.GZIP, null))
                .isEqualTo("ARCHIVE_CORRUPT");
        assertThat(problem(Arrays.copyOf(whole, whole.length - 3), Compression.GZIP, null))
                .isEqualTo("ARCHIVE_CORRUPT");
        assertThat(problem(concat(whole, "garbage".getBytes(UTF_8)), Compression.GZIP, null))
                .isEqualTo("ARCHIVE_CORRUPT");
        assertThat(problem(CSV, Compression.GZIP, null)).isEqualTo("ARCHIVE_CORRUPT");
        var wrongChecksum = whole.clone();
        wrongChecksum[whole.length - 6] ^= 1;
        assertThat(problem(wrongChecksum, Compression.GZIP, null)).isEqualTo("ARCHIVE_CORRUPT");
    }

    @Test
    void recognisesAFullDisk() {
        assertThat(problem(failing(new IOException("No space left on device")), Compression.NONE))
                .isEqualTo("STORAGE_FULL");
    }

    @Test
    void bindsEverySetting() {
        var none = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("millrace.ingestion.upload", UploadProperties.class);
        assertThat(none)
                .isEqualTo(new UploadProperties(
                        DataSize.ofGigabytes(2),
                        DataSize.ofGigabytes(4),
                        100,
                        DataSize.ofKilobytes(1),
                        Duration.ofSeconds(30),
                        5_000,
                        2));
        var some = new Binder(new MapConfigurationPropertySource(Map.of(
                        "millrace.ingestion.upload.limit", "1MB",
                        "millrace.ingestion.upload.decompressed-limit", "2MB",
                        "millrace.ingestion.upload.ratio-limit", "10",
                        "millrace.ingestion.upload.slowest", "2KB",
                        "millrace.ingestion.upload.patience", "5s",
                        "millrace.ingestion.upload.columns", "7",
                        "millrace.ingestion.upload.workers", "4")))
                .bindOrCreate("millrace.ingestion.upload", UploadProperties.class);
        assertThat(some)
                .isEqualTo(new UploadProperties(
                        DataSize.ofMegabytes(1),
                        DataSize.ofMegabytes(2),
                        10,
                        DataSize.ofKilobytes(2),
                        Duration.ofSeconds(5),
                        7,
                        4));
    }

    @Test
    void readsZstd() {
        var large = random(300_000);
        try (var file = receive(Zstd.compress(large), Compression.ZSTD, sha256(large))) {
            assertThat(file.bytes()).isEqualTo(large.length);
        }
        var whole = Zstd.compress(large);
        assertThat(problem(Arrays.copyOf(whole, whole.length / 2), Compression.ZSTD, null))
                .isEqualTo("ARCHIVE_CORRUPT");
        assertThat(problem(CSV, Compression.ZSTD, null)).isEqualTo("ARCHIVE_CORRUPT");
        assertThat(problem(concat(whole, "garbage".getBytes(UTF_8)), Compression.ZSTD, null))
                .isEqualTo("ARCHIVE_CORRUPT");
        assertThat(problem(Zstd.compress(new byte[20 << 20]), Compression.ZSTD, null))
                .isEqualTo("DECOMPRESSED_TOO_LARGE");
    }

    private ReceivedFile receive(byte[] body, Compression compression, @Nullable String expected) {
        return receiveFile.receive(new ByteArrayInputStream(body), body.length, compression, expected);
    }

    private String problem(byte[] body, Compression compression, @Nullable String expected) {
        var code = new String[1];
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> receive(body, compression, expected).close())
                .satisfies(e -> code[0] = e.code());
        return code[0];
    }

    private String problem(InputStream body, Compression compression) {
        var code = new String[1];
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(
                        () -> receiveFile.receive(body, -1, compression, null).close())
                .satisfies(e -> code[0] = e.code());
        return code[0];
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw failure;
            }
        };
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static byte[] gzip(byte[] content) {
        var target = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(target)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return target.toByteArray();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Bytes for ever. */
    private static final class Endless extends InputStream {

        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Arrays.fill(target, offset, offset + length, (byte) 'x');
            return length;
        }
    }
}
