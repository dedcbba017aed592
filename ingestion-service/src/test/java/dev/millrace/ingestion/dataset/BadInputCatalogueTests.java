package dev.millrace.ingestion.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.datasets.Sql;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Habits;
import dev.millrace.ingestion.dataset.check.Reading;
import dev.millrace.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The catalogue of bad files, row by row: C for CSV, Q for Parquet, J for JSON. Each is refused with the code that tells what
 * is wrong, or taken in where people mean something by it, and what was made of it is told.
 */
class BadInputCatalogueTests {

    /** What only a dataset's schema or a pipeline can call wrong: validation and training have the cases. */
    private static final Set<String> JUDGED_LATER = Set.of("C15", "C16", "C17", "C18", "C19");

    /** An upload is taken in. */
    private static final String TAKEN = "TAKEN";

    @TempDir
    static Path directory;

    private static LocalArtifactStore artifacts;
    private static Datasets datasets;

    @BeforeAll
    static void open() {
        artifacts = new LocalArtifactStore(directory.resolve("artifacts"));
        datasets = new Datasets(artifacts, new Limits(256 << 20, 0, 2));
    }

    @AfterAll
    static void close() {
        datasets.close();
        artifacts.close();
    }

    /**
     * One input.
     *
     * @param id of its row in the catalogue
     * @param expected the code that it is refused with, or {@link #TAKEN} and the notes about it
     */
    record Case(
            String id,
            String what,
            FileFormat format,
            Compression compression,
            Supplier<byte[]> bytes,
            String expected) {

        @Override
        public String toString() {
            return id + " " + what;
        }
    }

    @Test
    void everyRowHasACase() {
        var rows = new TreeSet<String>();
        IntStream.rangeClosed(1, 26).forEach(i -> rows.add("C%02d".formatted(i)));
        IntStream.rangeClosed(1, 14).forEach(i -> rows.add("Q%02d".formatted(i)));
        IntStream.rangeClosed(1, 10).forEach(i -> rows.add("J%02d".formatted(i)));
        rows.removeAll(JUDGED_LATER);

        assertThat(Stream.of(csv(), compressed(), parquet(), json())
                        .flatMap(cases -> cases)
                        .map(Case::id)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @ParameterizedTest
    @MethodSource({"csv", "compressed", "parquet", "json"})
    void isRefusedOrTakenInAsTheCatalogueSays(Case bad) {
        assertThat(outcome(bad)).isEqualTo(bad.expected());
        try (var left = Files.list(artifacts.scratch())) {
            assertThat(left.filter(file -> !file.endsWith(".lock"))).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String outcome(Case bad) {
        var receive = new ReceiveFile(artifacts, Uploads.settings(), System::nanoTime);
        var check = new CheckFile(datasets, CheckLimits.DEFAULT);
        try (var file = receive.receive(new ByteArrayInputStream(bad.bytes().get()), -1, bad.compression(), null)) {
            var readable = check.check(file, bad.format(), FileSettings.NONE);
            var converted =
                    new ConvertFile(datasets, artifacts).convert(readable, new Established(Map.of(), Habits.NONE));
            return TAKEN + notes(converted.reading());
        } catch (RejectedFileException rejected) {
            return rejected.problem().code();
        } catch (Problem problem) {
            return problem.code();
        }
    }

    private static String notes(Reading reading) {
        return reading.columns().stream()
                .flatMap(column -> Stream.concat(
                        Stream.of(column.misfits() + " misfits").filter(misfits -> column.misfits() > 0),
                        column.notes().stream().map(Reading.Note::code)))
                .map(told -> " " + told)
                .collect(Collectors.joining());
    }

    static Stream<Case> csv() {
        return Stream.of(
                csv("C01", "no bytes", "", "FILE_EMPTY"),
                csv("C01", "a header only", "a,b\n", "NO_ROWS"),
                csv("C01", "a byte order mark only", "\ufeff", "FILE_EMPTY"),
                file("C02", "UTF-16", FileFormat.CSV, () -> "\ufeffa,b\n1,ä\n".getBytes(UTF_16LE), TAKEN),
                file("C02", "Latin-1", FileFormat.CSV, () -> "a,b\n1,ä\n".getBytes(ISO_8859_1), TAKEN),
                file("C02", "no encoding", FileFormat.CSV, () -> "a,b\n1,\u0081\n".getBytes(ISO_8859_1), "ENCODING"),
                csv("C03", "a byte order mark", "\ufeffa,b\n1,2\n", TAKEN),
                csv("C04", "a name twice", "a,a\n1,2\n", "HEADER_DUPLICATE"),
                csv("C04", "no name at all", ",\n1,2\n", "HEADER_EMPTY"),
                csv("C04", "a column without a name", ",a\n1,2\n", TAKEN + " NAMED"),
                csv("C04", "a long name", "a".repeat(1025) + ",b\n1,2\n", "HEADER_TOO_LONG"),
                csv("C05", "50 000 columns", columns(50_000), "TOO_MANY_COLUMNS"),
                csv("C06", "a field too few in row 12", "a,b\n" + "1,2\n".repeat(11) + "1\n", "FIELD_COUNT"),
                csv("C06", "a field too many in row 12", "a,b\n" + "1,2\n".repeat(11) + "1,2,3\n", "FIELD_COUNT"),
                csv("C07", "a quote that is never closed", "a,b\n1,2\n1,2\n1,\"2\n1,2\n", "QUOTE_UNCLOSED"),
                csv("C08", "a field of 2 MB", "a,b\n1," + "x".repeat(2 << 20) + "\n", "FIELD_TOO_LONG"),
                csv("C09", "a line of 17 MB", "a\n" + ("x".repeat(1 << 20) + ",").repeat(17), "LINE_TOO_LONG"),
                csv("C10", "semicolons", "a;b\n1;2\n", TAKEN),
                csv("C10", "tabs", "a\tb\n1\t2\n", TAKEN),
                csv("C11", "numbers as in English", "a;b\n\"1,234.56\";1\n", TAKEN),
                csv("C11", "numbers as in German", "a;b\n1.234,56;1\n", TAKEN),
                csv("C11", "digits of another script", "a\n" + "1\n".repeat(25) + "١٢٣\n", TAKEN + " 1 misfits"),
                csv("C12", "numbers that are not finite", "a,b\nNaN,inf\n1,1e999\n", TAKEN),
                csv("C13", "a whole number above 2^63", "a\n9223372036854775808\n", TAKEN + " TOO_LARGE"),
                csv(
                        "C13",
                        "a number of 60 digits",
                        "a\n" + "1\n".repeat(25) + "1".repeat(60) + "\n",
                        TAKEN + " 1 misfits"),
                csv("C14", "a 31st of February", dates("31/02/2026"), TAKEN + " 1 misfits"),
                csv("C14", "a 13th month", dates("2026-13-01"), TAKEN + " 1 misfits"),
                csv("C14", "other forms of dates", dates("Jan 31 2026"), TAKEN),
                csv("C20", "formulas", "a,b\n=1+1,@x\n+cmd,-y\n", TAKEN),
                csv("C21", "a NUL byte", "a,b\n1,\0\n", "CONTROL_CHARACTER"),
                csv("C22", "ten thousand faults", "a,b\n" + "1\n".repeat(10_000), "FIELD_COUNT"),
                file("C23", "gzip", FileFormat.CSV, () -> gzip("a,b\n1,2\n"), "CONTENT_TYPE"),
                csv("C23", "PDF", "%PDF-1.7\n", "CONTENT_TYPE"),
                csv("C23", "a program", "\u007fELF\n", "CONTENT_TYPE"),
                file("C26", "a zip archive", FileFormat.CSV, BadInputCatalogueTests::zip, "CONTENT_TYPE"));
    }

    static Stream<Case> compressed() {
        var whole = gzip("a,b\n1,2\n");
        var checksum = whole.clone();
        checksum[checksum.length - 6]++;
        return Stream.of(
                gzip("C24", "a bomb", gzip("1,2\n".repeat(8 << 20)), "DECOMPRESSED_TOO_LARGE"),
                gzip("C25", "cut off", Arrays.copyOf(whole, whole.length - 5), "ARCHIVE_CORRUPT"),
                gzip("C25", "garbage behind it", Arrays.copyOf(whole, whole.length + 3), "ARCHIVE_CORRUPT"),
                gzip("C25", "a wrong checksum", checksum, "ARCHIVE_CORRUPT"),
                gzip("C26", "zip said to be gzip", zip(), "ARCHIVE_CORRUPT"));
    }

    static Stream<Case> parquet() {
        return Stream.of(
                parquet("Q01", "cut off", "SELECT range AS a FROM range(1000)", file -> Arrays.copyOf(file, 99)),
                parquet("Q01", "another beginning", "SELECT 1 AS a", file -> with(file, 0, "XXXX")),
                parquet("Q02", "a footer longer than the file", "SELECT 1 AS a", file -> footer(file, 1 << 20)),
                parquet(
                        "Q02",
                        "a footer of the largest length",
                        "SELECT 1 AS a",
                        file -> footer(file, Integer.MAX_VALUE)),
                parquet("Q02", "a footer of negative length", "SELECT 1 AS a", file -> footer(file, -5)),
                parquet("Q03", "a footer of 17 MB", "SELECT 1 AS a", file -> largeFooter(), "METADATA_TOO_LARGE"),
                parquet("Q04", "a page that claims 2 GB", "SELECT range AS a FROM range(1000)", file -> claiming(file)),
                parquet(
                        "Q05",
                        "an index beyond the dictionary",
                        DICTIONARY,
                        file -> replaced(file, "$I\u0092", "\u00ff\u00ff\u00ff")),
                parquet(
                        "Q06",
                        "10 005 row groups",
                        "SELECT true AS a FROM range(20490000)",
                        file -> file,
                        "TOO_MANY_ROW_GROUPS"),
                parquet(
                        "Q07",
                        "groups in groups",
                        "SELECT " + "{'g': ".repeat(17) + "1" + "}".repeat(17) + " AS a",
                        file -> file,
                        "SCHEMA_TOO_DEEP"),
                file(
                        "Q08",
                        "a bomb",
                        FileFormat.PARQUET,
                        () -> written("SELECT repeat('x', 100000) || range AS a FROM range(300)", "COMPRESSION zstd"),
                        "DECOMPRESSED_TOO_LARGE"),
                parquet(
                        "Q09",
                        "an unknown codec",
                        "SELECT range AS a FROM range(1000)",
                        file -> replaced(file, "\u0018\u0001a\u0015\u0002", "\u0018\u0001a\u0015\u0006"),
                        "CODEC_UNSUPPORTED"),
                parquet(
                        "Q09",
                        "an encrypted footer",
                        "SELECT 1 AS a",
                        file -> with(file, file.length - 4, "PARE"),
                        "ENCRYPTED"),
                file("Q10", "a class to load", FileFormat.PARQUET, () -> written("SELECT 1 AS a", LOADING), TAKEN),
                parquet("Q11", "bytes", "SELECT 'x'::BLOB AS a", file -> file, "TYPE_UNSUPPORTED"),
                parquet("Q11", "a span of time", "SELECT INTERVAL 1 DAY AS a", file -> file, "TYPE_UNSUPPORTED"),
                parquet(
                        "Q12",
                        "statistics that lie",
                        "SELECT 7777777777777 AS a",
                        BadInputCatalogueTests::lying,
                        TAKEN),
                parquet(
                        "Q13",
                        "a name twice",
                        "SELECT 1 AS abc, 2 AS xyz",
                        file -> replaced(file, "xyz", "abc"),
                        "HEADER_DUPLICATE"),
                parquet(
                        "Q13",
                        "names that differ only by case",
                        "SELECT 1 AS abc, 2 AS xyz",
                        file -> replaced(file, "xyz", "ABC"),
                        TAKEN),
                parquet(
                        "Q14",
                        "another number of rows",
                        "SELECT range AS a FROM range(300)",
                        BadInputCatalogueTests::miscounted,
                        "ROW_COUNT"));
    }

    static Stream<Case> json() {
        return Stream.of(
                json("J01", "a line of 17 MB", "{\"a\":\"" + "x".repeat(17 << 20), "LINE_TOO_LONG"),
                json("J02", "an array", "[{\"a\":1}]", TAKEN),
                json("J02", "lines", "{\"a\":1}\n{\"a\":2}\n", TAKEN),
                json("J02", "values that are no objects", "1\n2\n", "JSON_FORM"),
                json("J03", "depth", "{\"a\":" + "[".repeat(5000), "JSON_TOO_DEEP"),
                json(
                        "J04",
                        "a key twice in row 9",
                        "{\"a\":1}\n".repeat(8) + "{\"a\":1,\"a\":2}\n",
                        "JSON_DUPLICATE_KEY"),
                json("J05", "NaN", "{\"a\":NaN}", "JSON_MALFORMED"),
                json("J05", "a comment", "{\"a\":1} // one", "JSON_MALFORMED"),
                json("J05", "single quotes", "{'a':1}", "JSON_MALFORMED"),
                json("J05", "a trailing comma", "{\"a\":1,}", "JSON_MALFORMED"),
                json("J06", "the name of a class", "{\"@class\":\"com.sun.Evil\",\"x\":1}", TAKEN),
                json("J07", "names with dollars and dots", "{\"$where\":1,\"a.b\":2}", TAKEN),
                json("J08", "100 000 keys", keys(100_000), "TOO_MANY_COLUMNS"),
                json("J09", "half a surrogate pair", "{\"a\":\"\\ud800\"}", "ENCODING"),
                json("J10", "a number that nothing holds", "{\"a\":1E+999999999}", "NUMBER_RANGE"));
    }

    private static final String DICTIONARY = "SELECT ['one', 'two', 'six'][1 + range % 3] AS a FROM range(1000)";

    private static final String LOADING = """
            KV_METADATA {'parquet.avro.schema': '{"type": "record", "java-class": "javax.script.ScriptEngineManager"}'}""";

    private interface Damage {
        byte[] of(byte[] file);
    }

    private static Case csv(String id, String what, String text, String expected) {
        return file(id, what, FileFormat.CSV, () -> text.getBytes(UTF_8), expected);
    }

    private static Case json(String id, String what, String text, String expected) {
        return file(id, what, FileFormat.JSON_LINES, () -> text.getBytes(UTF_8), expected);
    }

    private static Case file(String id, String what, FileFormat format, Supplier<byte[]> bytes, String expected) {
        return new Case(id, what, format, Compression.NONE, bytes, expected);
    }

    private static Case gzip(String id, String what, byte[] bytes, String expected) {
        return new Case(id, what, FileFormat.CSV, Compression.GZIP, () -> bytes, expected);
    }

    private static Case parquet(String id, String what, String select, Damage damage) {
        return parquet(id, what, select, damage, "PARQUET_CORRUPT");
    }

    private static Case parquet(String id, String what, String select, Damage damage, String expected) {
        return file(id, what, FileFormat.PARQUET, () -> damage.of(written(select, "ROW_GROUP_SIZE 2048")), expected);
    }

    private static byte[] written(String select, String options) {
        try (var session = datasets.connect();
                var draft = artifacts.draft()) {
            var file = Sql.literal(draft.file().toString());
            session.execute("COPY (" + select + ") TO " + file + " (FORMAT parquet, " + options + ")");
            return Files.readAllBytes(draft.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Twenty-five dates and another text. */
    private static String dates(String last) {
        return "a\n" + "2026-01-31\n".repeat(25) + last + "\n";
    }

    private static String columns(int count) {
        var names = IntStream.range(0, count).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        return names + "\n" + "1,".repeat(count - 1) + "1\n";
    }

    private static String keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"c" + i + "\":1}").collect(Collectors.joining("\n"));
    }

    private static byte[] gzip(String text) {
        var target = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(target)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target.toByteArray();
    }

    private static byte[] zip() {
        var target = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(target)) {
            zip.putNextEntry(new ZipEntry("../a.csv"));
            zip.write("a,b\n1,2\n".getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target.toByteArray();
    }

    private static byte[] with(byte[] file, int at, String text) {
        var changed = file.clone();
        System.arraycopy(text.getBytes(ISO_8859_1), 0, changed, at, text.length());
        return changed;
    }

    private static byte[] replaced(byte[] file, String from, String to) {
        var text = new String(file, ISO_8859_1);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(ISO_8859_1);
    }

    private static byte[] footer(byte[] file, int length) {
        var changed = file.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(changed.length - 8, length);
        return changed;
    }

    private static byte[] largeFooter() {
        int length = 17 << 20;
        return ByteBuffer.allocate(length + 12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("PAR1".getBytes(US_ASCII))
                .putInt(4 + length, length)
                .put(8 + length, "PAR1".getBytes(US_ASCII))
                .array();
    }

    /** The first page's header, whose second field is the size after decompression, says 2 GB. */
    private static byte[] claiming(byte[] file) {
        int from = 4 + 3;
        int to = from;
        while (file[to] < 0) {
            to++;
        }
        var size = new byte[] {-2, -1, -1, -1, 15};
        return ByteBuffer.allocate(file.length + size.length - (to + 1 - from))
                .put(file, 0, from)
                .put(size)
                .put(file, to + 1, file.length - to - 1)
                .array();
    }

    /** The value stands in the data first, and then as the least and the largest in the footer, which is told another. */
    private static byte[] lying(byte[] file) {
        var text = new String(file, ISO_8859_1);
        var value = new String(
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(7777777777777L)
                        .array(),
                ISO_8859_1);
        int data = text.indexOf(value) + 8;
        var rest = text.substring(data);
        assertThat(rest).contains(value);
        return (text.substring(0, data) + rest.replace(value, "\u0001" + value.substring(1))).getBytes(ISO_8859_1);
    }

    /** The footer's own count of 300 rows, which stands before those of its row groups, is 301. */
    private static byte[] miscounted(byte[] file) {
        var text = new String(file, ISO_8859_1);
        int count = text.indexOf("\u0016\u00d8\u0004");
        assertThat(count).isPositive();
        return with(file, count, "\u0016\u00da\u0004");
    }
}
