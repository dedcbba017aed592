package dev.millrace.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Files that no dataset is made of, by what is wrong with them. */
final class BadFiles {

    private static final String CSV = "text/csv";
    private static final String PARQUET = "application/vnd.apache.parquet";
    private static final String GOOD = "a,b\n1,2\n";

    /** UTF-16 with its mark: a header, and half a character. */
    private static final byte[] LONE_SURROGATE = {(byte) 0xff, (byte) 0xfe, 'a', 0, '\n', 0, 0, (byte) 0xdc};

    private BadFiles() {}

    /**
     * One of them.
     *
     * @param name as it lies on somebody's disk
     * @param code that it is refused with
     * @param place what the command says about where
     */
    record Bad(String name, String type, boolean zipped, Supplier<byte[]> bytes, String code, String place) {

        byte[] content() {
            return bytes.get();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> all() {
        return Stream.of(
                csv("ragged.csv", "a,b\n1,2\n3\n".getBytes(UTF_8), "FIELD_COUNT", "row 2, line 3, limit 2, actual 1"),
                csv("half-utf-16.csv", LONE_SURROGATE, "ENCODING", ""),
                csv(
                        "no-encoding.csv",
                        "a,b\n1,caf\u0081\n".getBytes(ISO_8859_1),
                        "ENCODING",
                        "row 1, line 2, column b"),
                csv("empty.csv", new byte[0], "FILE_EMPTY", ""),
                csv("header-only.csv", "a,b\n".getBytes(UTF_8), "NO_ROWS", ""),
                csv("twice.csv", "a,a\n1,2\n".getBytes(UTF_8), "HEADER_DUPLICATE", "column a"),
                gzip("bomb.csv.gz", zipped("1,2\n".repeat(8 << 20)), "DECOMPRESSED_TOO_LARGE"),
                gzip("cut.csv.gz", Arrays.copyOf(zipped(GOOD), zipped(GOOD).length - 5), "ARCHIVE_CORRUPT"),
                new Bad("cut.parquet", PARQUET, false, () -> "PAR1 and no more".getBytes(UTF_8), "PARQUET_CORRUPT", ""),
                csv("large.csv", ("a,b\n" + "1,2\n".repeat(1 << 20)).getBytes(UTF_8), "UPLOAD_TOO_LARGE", "limit"));
    }

    private static Bad csv(String name, byte[] content, String code, String place) {
        return new Bad(name, CSV, false, () -> content, code, place);
    }

    private static Bad gzip(String name, byte[] content, String code) {
        return new Bad(name, CSV, true, () -> content, code, "");
    }

    private static byte[] zipped(String text) {
        var target = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(target)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target.toByteArray();
    }
}
