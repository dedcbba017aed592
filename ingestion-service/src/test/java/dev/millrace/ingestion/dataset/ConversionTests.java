package dev.millrace.ingestion.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnData;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.datasets.Sql;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.CheckLimits;
import dev.millrace.ingestion.dataset.check.FileFormat;
import dev.millrace.ingestion.dataset.check.FileSettings;
import dev.millrace.ingestion.dataset.check.Habits;
import dev.millrace.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From bytes to Parquet and back: nothing is guessed, nothing is lost. */
class ConversionTests {

    @TempDir
    Path directory;

    private LocalArtifactStore artifacts;
    private Datasets datasets;
    private CheckFile checkFile;
    private ConvertFile convertFile;
    private ReceiveFile receiveFile;

    @BeforeEach
    void open() {
        artifacts = new LocalArtifactStore(directory.resolve("artifacts"));
        datasets = new Datasets(artifacts, new Limits(256 << 20, 1 << 30, 2));
        checkFile = new CheckFile(datasets, CheckLimits.DEFAULT);
        convertFile = new ConvertFile(datasets, artifacts);
        receiveFile = new ReceiveFile(artifacts, Uploads.settings(), System::nanoTime);
    }

    @AfterEach
    void close() {
        datasets.close();
        artifacts.close();
    }

    @Test
    void keepsEveryValueOfACsv() {
        var columns = convert(FileFormat.CSV, """
                tract,fare,paid,name,day,at,utc,zip
                17031320100,12.45,true,"a ""b"", c",2026-02-28,2026-02-28 10:11,2026-02-28T10:11:12+02:00,00123
                -9223372036854775808,1e-3,False, x ,2024-02-29,2026-02-28T10:11:12.123456,2026-02-28T10:11:12Z,10
                ,,,,,,,
                """, Map.of());

        assertThat(columns)
                .extracting(ColumnData::type)
                .containsExactly(
                        ColumnType.INTEGER,
                        ColumnType.DOUBLE,
                        ColumnType.BOOLEAN,
                        ColumnType.STRING,
                        ColumnType.DATE,
                        ColumnType.TIMESTAMP,
                        ColumnType.TIMESTAMP,
                        ColumnType.STRING);
        assertThat(columns.get(0).strings()).containsExactly("17031320100", "-9223372036854775808", null);
        assertThat(columns.get(1).doubles()).containsExactly(12.45, 0.001, Double.NaN);
        assertThat(columns.get(2).strings()).containsExactly("true", "false", null);
        assertThat(columns.get(3).strings()).containsExactly("a \"b\", c", " x ", null);
        assertThat(columns.get(4).strings()).containsExactly("2026-02-28", "2024-02-29", null);
        assertThat(columns.get(5).strings()).containsExactly("2026-02-28T10:11", "2026-02-28T10:11:12.123456", null);
        assertThat(columns.get(6).strings()).containsExactly("2026-02-28T08:11:12", "2026-02-28T10:11:12", null);
        assertThat(columns.get(7).strings()).containsExactly("00123", "10", null);
    }

    /** The guard is left out behind the first rows too, and kept from the first row on where one far behind has none. */
    @Test
    void storesWhatUnusualFormsMean() {
        var rows = "=\"001\";31.01.24;1.234,50-\n\"=\"\"a;b\"\"\";1.2.99;2,00\n=\"\";;\n";
        var columns = convert(FileFormat.CSV, "code;day;amount\n" + rows, Map.of());

        assertThat(columns.get(0).strings()).containsExactly("001", "a;b", null);
        assertThat(columns.get(1).strings()).containsExactly("2024-01-31", "1999-02-01", null);
        assertThat(columns.get(2).doubles()).containsExactly(-1234.5, 2, Double.NaN);

        var guarded = "=\"001\";x\n".repeat(5_000);
        assertThat(convert(FileFormat.CSV, "code;b\n" + guarded, Map.of())
                        .getFirst()
                        .strings())
                .containsOnly("001");
        assertThat(convert(FileFormat.CSV, "code;b\n" + guarded + "002;x\n", Map.of())
                        .getFirst()
                        .strings())
                .containsOnly("=\"001\"", "002");
    }

    @Test
    void readsMixedLineEndsQuotedLineEndsAndBlankEnds() {
        var columns = convert(FileFormat.CSV, "\uFEFFa,b\r\n\"x\ny\",1\n5\" pipe,2\r\n\r\n", Map.of());

        assertThat(columns.get(0).strings()).containsExactly("x\ny", "5\" pipe");
        assertThat(columns.get(1).longs()).containsExactly(1, 2);
    }

    @Test
    void readsANameWithALineEndAndAComma() {
        var columns = convert(FileFormat.CSV, "\"two\r\nlines, one name\",b\n1,x\n2,y\n", Map.of());

        assertThat(columns.getFirst().name()).isEqualTo("two\r\nlines, one name");
        assertThat(columns.getFirst().longs()).containsExactly(1, 2);
    }

    @Test
    void tellsColumnsApartThatDifferOnlyByCase() throws IOException {
        var csv = convert(
                FileFormat.CSV, "Age,age,AGE\n1,x,2026-01-31\n2,y,2026-02-28\n", Map.of("age", ColumnType.STRING));
        var lines = convert(FileFormat.JSON_LINES, "{\"Age\":1}\n{\"age\":\"x\",\"Age\":2}\n", Map.of());
        var parquet = convert(
                FileFormat.PARQUET,
                renamed(parquet("SELECT 1 AS \"Age\", 'x' AS xyz, {'Abc': 1.5::DOUBLE, 'www': true} AS \"A\"")),
                Map.of(),
                FileSettings.NONE.flattening(true));

        assertThat(csv).extracting(ColumnData::name).containsExactly("Age", "age", "AGE");
        assertThat(csv.get(0).longs()).containsExactly(1, 2);
        assertThat(csv.get(1).strings()).containsExactly("x", "y");
        assertThat(csv.get(2).strings()).containsExactly("2026-01-31", "2026-02-28");
        assertThat(lines).extracting(ColumnData::name).containsExactly("Age", "age");
        assertThat(lines.get(1).strings()).containsExactly(null, "x");
        assertThat(parquet).extracting(ColumnData::name).containsExactly("Age", "age", "A.Abc", "A.aBC");
        assertThat(parquet.get(0).longs()).containsExactly(1);
        assertThat(parquet.get(1).strings()).containsExactly("x");
        assertThat(parquet.get(2).doubles()).containsExactly(1.5);
    }

    /** DuckDB writes no file with names that differ only by case, so one is given to a column afterwards. */
    private static byte[] renamed(Path file) throws IOException {
        return new String(Files.readAllBytes(file), ISO_8859_1)
                .replace("www", "aBC")
                .replace("xyz", "age")
                .getBytes(ISO_8859_1);
    }

    @Test
    void keepsWhateverAValueConsistsOf() {
        var columns =
                convert(FileFormat.CSV, "a,b,c\n\" x,\"\"y\"\"\r\n\",#c,\"\"\n,\\N,'q'\n\"\",NULL,é😀\n", Map.of());

        assertThat(columns.get(0).strings()).containsExactly(" x,\"y\"\r\n", null, null);
        assertThat(columns.get(1).strings()).containsExactly("#c", "\\N", null);
        assertThat(columns.get(2).strings()).containsExactly(null, "'q'", "é😀");
    }

    @Test
    void readsColumnsThatAppearLateInJsonLines() {
        var columns = convert(FileFormat.JSON_LINES, """
                {}
                {"a":"one\\ntwo, \\"three\\""}
                {"b":1}
                {"b":2,"a":"\\r"}
                """, Map.of());

        assertThat(columns.get(0).strings()).containsExactly(null, "one\ntwo, \"three\"", null, "\r");
        assertThat(columns.get(1).strings()).containsExactly(null, null, "1", "2");
    }

    @Test
    void readsASingleColumnWithMissingValues() {
        var columns = convert(FileFormat.CSV, "a\n1\n\n\"\"\n2\n", Map.of());

        assertThat(columns.getFirst().doubles()).containsExactly(1, Double.NaN, Double.NaN, 2);
    }

    @Test
    void readsNumbersThatAreNotFinite() {
        var columns = convert(FileFormat.CSV, "a,b\n1,x\nNaN,x\n-inf,x\n1e999,x\n", Map.of());

        assertThat(columns.getFirst().doubles())
                .containsExactly(1, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertThat(columns.getFirst().nullCount()).isEqualTo(1);
    }

    @Test
    void givesColumnsTheirEstablishedTypes() {
        var columns = convert(
                FileFormat.CSV,
                "a,b,c\n1,2,2026-01-01\n2.0,3,2026-01-02\n",
                Map.of("a", ColumnType.INTEGER, "b", ColumnType.DOUBLE, "c", ColumnType.TIMESTAMP));

        assertThat(columns.get(0).longs()).containsExactly(1, 2);
        assertThat(columns.get(1).type()).isEqualTo(ColumnType.DOUBLE);
        assertThat(columns.get(2).strings()).containsExactly("2026-01-01T00:00", "2026-01-02T00:00");
    }

    @Test
    void keepsEveryValueOfJsonLines() {
        var columns = convert(FileFormat.JSON_LINES, """
                {"n":17031320100,"x":1.5,"s":"00123","on":true,"at":"2026-02-28T10:11:12+02:00","day":"2026-02-28"}
                {"x":-0,"s":"a\\"b\\u00e4\\ud83d\\ude00","$where":"q","a.b":1}

                {"n":null,"s":""}
                """, Map.of());

        assertThat(columns)
                .extracting(ColumnData::name)
                .containsExactly("n", "x", "s", "on", "at", "day", "$where", "a.b");
        assertThat(columns.get(0).strings()).containsExactly("17031320100", null, null);
        assertThat(columns.get(1).doubles()).containsExactly(1.5, 0, Double.NaN);
        assertThat(columns.get(2).strings()).containsExactly("00123", "a\"bä😀", "");
        assertThat(columns.get(3).strings()).containsExactly("true", null, null);
        assertThat(columns.get(4).strings()).containsExactly("2026-02-28T08:11:12", null, null);
        assertThat(columns.get(5).strings()).containsExactly("2026-02-28", null, null);
        assertThat(columns.get(7).longs()).containsExactly(0, 1, 0);
    }

    @Test
    void widensTheTypesOfParquet() throws IOException {
        var columns = convertParquet("SELECT 1::TINYINT AS a, 0.5::FLOAT AS b, 'x' AS c, true AS d,"
                + " DATE '2026-01-02' AS e, TIMESTAMP '2026-01-02 03:04:05' AS f, 1.25::DECIMAL(9, 2) AS g,"
                + " TIMESTAMPTZ '2026-01-02 03:04:05+01' AS h");

        assertThat(columns)
                .extracting(ColumnData::type)
                .containsExactly(
                        ColumnType.INTEGER,
                        ColumnType.DOUBLE,
                        ColumnType.STRING,
                        ColumnType.BOOLEAN,
                        ColumnType.DATE,
                        ColumnType.TIMESTAMP,
                        ColumnType.DOUBLE,
                        ColumnType.TIMESTAMP);
        assertThat(columns.get(6).doubles()).containsExactly(1.25);
        assertThat(columns.get(7).strings()).containsExactly("2026-01-02T02:04:05");
    }

    @Test
    void readsEveryScalarTypeOfParquet() throws IOException {
        var columns = convertParquet("SELECT 255::UTINYINT AS a, 65535::USMALLINT AS b, 4294967295::UINTEGER AS c,"
                + " 9223372036854775807::UBIGINT AS d, 18446744073709551615::UBIGINT AS e,"
                + " 123456789012345678::DECIMAL(18, 0) AS f, 1234567890123456789.25::DECIMAL(38, 2) AS g,"
                + " TIMESTAMP_MS '2026-01-02 03:04:05.678' AS h, TIMESTAMP_NS '2026-01-02 03:04:05.123456789' AS i,"
                + " TIME '03:04:05' AS j, 'b'::ENUM('a', 'b') AS k, (-128)::TINYINT AS l, uuid() AS m");

        assertThat(columns)
                .extracting(ColumnData::type)
                .containsExactly(
                        ColumnType.INTEGER,
                        ColumnType.INTEGER,
                        ColumnType.INTEGER,
                        ColumnType.INTEGER,
                        ColumnType.STRING,
                        ColumnType.INTEGER,
                        ColumnType.DOUBLE,
                        ColumnType.TIMESTAMP,
                        ColumnType.TIMESTAMP,
                        ColumnType.STRING,
                        ColumnType.STRING,
                        ColumnType.INTEGER,
                        ColumnType.STRING);
        assertThat(columns.get(3).longs()).containsExactly(Long.MAX_VALUE);
        assertThat(columns.get(4).strings()).containsExactly("18446744073709551615");
        assertThat(columns.get(5).longs()).containsExactly(123456789012345678L);
        assertThat(columns.get(7).strings()).containsExactly("2026-01-02T03:04:05.678");
        assertThat(columns.get(8).strings()).containsExactly("2026-01-02T03:04:05.123457");
    }

    @Test
    void flattensTheGroupsOfParquetWhereThatIsWanted() throws IOException {
        var nested = Files.readAllBytes(parquet("SELECT {'b': 1, 'c': {'d': 'x'}} AS a, 2 AS e"));
        assertThat(rejected(FileFormat.PARQUET, nested)).isEqualTo("TYPE_UNSUPPORTED");

        var flattening = FileSettings.NONE.flattening(true);
        var columns = convert(FileFormat.PARQUET, nested, Map.of(), flattening);
        assertThat(columns).extracting(ColumnData::name).containsExactly("a.b", "a.c.d", "e");
        assertThat(columns.get(1).strings()).containsExactly("x");
        var lists = Files.readAllBytes(parquet("SELECT {'b': [1]} AS a"));
        assertThatExceptionOfType(RejectedFileException.class)
                .isThrownBy(() -> convert(FileFormat.PARQUET, lists, Map.of(), flattening));
    }

    @Test
    void givesTheColumnsOfParquetTheirEstablishedTypesWhereTheValuesFit() throws IOException {
        var established = Map.of(
                "a", ColumnType.STRING,
                "b", ColumnType.DOUBLE,
                "c", ColumnType.INTEGER,
                "d", ColumnType.INTEGER,
                "e", ColumnType.DATE,
                "f", ColumnType.DOUBLE);
        var columns = convert(
                FileFormat.PARQUET,
                Files.readAllBytes(parquet("SELECT 7::INTEGER AS a, 3::BIGINT AS b, 4::DOUBLE AS c, 4.5::DOUBLE AS d,"
                        + " NULL::BOOLEAN AS e, 9007199254740993::BIGINT AS f")),
                established);

        assertThat(columns)
                .extracting(ColumnData::type)
                .containsExactly(
                        ColumnType.STRING,
                        ColumnType.DOUBLE,
                        ColumnType.INTEGER,
                        ColumnType.DOUBLE,
                        ColumnType.DATE,
                        ColumnType.INTEGER);
        assertThat(columns.getFirst().strings()).containsExactly("7");
        assertThat(columns.get(5).longs()).containsExactly(9007199254740993L);
    }

    @Test
    void establishesNoTypeByAParquetColumnWithoutValues() throws IOException {
        try (var file = receiveFile.receive(
                new ByteArrayInputStream(Files.readAllBytes(parquet("SELECT NULL::INTEGER AS a, 1::INTEGER AS b"))),
                -1,
                Compression.NONE,
                null)) {
            var converted = convertFile.convert(
                    checkFile.check(file, FileFormat.PARQUET, FileSettings.NONE),
                    new Established(Map.of(), Habits.NONE));

            assertThat(converted.withValues()).extracting(Column::name).containsExactly("b");
        }
    }

    @Test
    void refusesParquetThatDecompressesToTooMuch() throws IOException {
        var repeated = "SELECT repeat('x', 1000) || range AS a FROM range(20000)";
        assertThat(rejectedParquet(
                        "SELECT range % 2 AS a, 1 AS b, 2 AS c, 3 AS d FROM range(300)", limits(1_000, 1 << 30, 100)))
                .isEqualTo("TOO_MANY_VALUES");
        assertThat(rejectedParquet(repeated, limits(1L << 40, 1 << 20, 1_000_000)))
                .isEqualTo("DECOMPRESSED_TOO_LARGE");
        assertThat(rejectedParquet(repeated, limits(1L << 40, 1L << 40, 2))).isEqualTo("DECOMPRESSED_TOO_LARGE");
        assertThat(convertParquet("SELECT range % 2 AS a FROM range(20000)")
                        .getFirst()
                        .rows())
                .isEqualTo(20_000);
    }

    @Test
    void refusesParquetOfAnotherCodec() throws IOException {
        var file = Files.readAllBytes(parquet("SELECT range AS a FROM range(1000)"));

        assertThat(rejected(FileFormat.PARQUET, compressedBy(file, 3))).isEqualTo("CODEC_UNSUPPORTED");
    }

    @Test
    void refusesParquetThatIsBrokenOrHasOtherTypes() throws IOException {
        var whole = Files.readAllBytes(parquet("SELECT range AS a FROM range(1000)"));

        assertThat(rejected(FileFormat.PARQUET, Arrays.copyOf(whole, whole.length / 2)))
                .isEqualTo("PARQUET_CORRUPT");
        assertThat(rejected(FileFormat.PARQUET, "PAR1".getBytes(UTF_8))).isEqualTo("PARQUET_CORRUPT");
        assertThat(rejected(FileFormat.PARQUET, "a,b\n1,2,3,4,5,6\n".getBytes(UTF_8)))
                .isEqualTo("PARQUET_CORRUPT");
        assertThat(rejected(FileFormat.PARQUET, footerLength(whole, Integer.MAX_VALUE)))
                .isEqualTo("PARQUET_CORRUPT");
        assertThat(rejected(FileFormat.PARQUET, footerLength(whole, -5))).isEqualTo("PARQUET_CORRUPT");
        assertThat(rejected(FileFormat.PARQUET, footerLength(whole, whole.length)))
                .isEqualTo("PARQUET_CORRUPT");
        var encrypted = whole.clone();
        encrypted[encrypted.length - 1] = 'E';
        assertThat(rejected(FileFormat.PARQUET, encrypted)).isEqualTo("ENCRYPTED");
        assertThat(rejectedParquet("SELECT [1, 2] AS a")).isEqualTo("TYPE_UNSUPPORTED");
        assertThat(rejectedParquet("SELECT 'x'::BLOB AS a")).isEqualTo("TYPE_UNSUPPORTED");
        assertThat(rejectedParquet("SELECT 1 AS a WHERE false")).isEqualTo("NO_ROWS");
    }

    @Test
    void survivesDamageAnywhereInAParquetFile() throws IOException {
        var whole = Files.readAllBytes(parquet("SELECT range AS a, 'text ' || range AS b FROM range(500)"));
        var random = new Random(11);
        for (int run = 0; run < 60; run++) {
            var damaged = whole.clone();
            for (int i = 0; i < 4; i++) {
                damaged[4 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt();
            }
            try {
                convert(FileFormat.PARQUET, damaged, Map.of());
            } catch (RejectedFileException | Problem expected) {
                assertThat(expected).hasMessageNotContaining("/");
            }
        }
    }

    @Test
    void namesWhatAFileReallyIs() {
        assertThat(rejected(FileFormat.CSV, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}))
                .isEqualTo("CONTENT_TYPE");
        assertThat(rejected(FileFormat.CSV, "PK\3\4xxxx".getBytes(UTF_8))).isEqualTo("CONTENT_TYPE");
        assertThat(rejected(FileFormat.CSV, "%PDF-1.7".getBytes(UTF_8))).isEqualTo("CONTENT_TYPE");
        assertThat(rejected(FileFormat.CSV, "\u007fELF".getBytes(UTF_8))).isEqualTo("CONTENT_TYPE");
        assertThat(rejected(FileFormat.JSON_LINES, "PAR1".getBytes(UTF_8))).isEqualTo("CONTENT_TYPE");
        assertThat(rejected(FileFormat.CSV, "<!DOCTYPE html>\n<html><p>Sign in\n".getBytes(UTF_8)))
                .isEqualTo("CONTENT_TYPE");
        assertThat(rejected(FileFormat.CSV, "\n <?xml version=\"1.0\"?><Error/>\n".getBytes(UTF_8)))
                .isEqualTo("CONTENT_TYPE");
        assertThat(convert(FileFormat.CSV, "<5,>5\n1,2\n", Map.of())).hasSize(2);
    }

    @Test
    void readsOtherEncodings() {
        var text = "Stra\u00dfe;Gr\u00f6\u00dfe\n\u00c4cker;1,5\nWei\u00dfe Gasse;2,5\n";
        for (String encoding : List.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252")) {
            var columns = convert(FileFormat.CSV, text.getBytes(Charset.forName(encoding)), Map.of());

            assertThat(columns.getFirst().name()).as(encoding).isEqualTo("Stra\u00dfe");
            assertThat(columns.getFirst().strings()).containsExactly("\u00c4cker", "Wei\u00dfe Gasse");
            assertThat(columns.get(1).doubles()).containsExactly(1.5, 2.5);
        }
    }

    @Test
    void refusesDamagedEncodings() {
        var damaged = "a,b\n\u00e4,x\n".getBytes(UTF_8);
        damaged[damaged.length - 2] = (byte) 0xff;
        assertThat(rejected(FileFormat.CSV, damaged)).isEqualTo("ENCODING");
        assertThat(rejected(FileFormat.CSV, new byte[] {'a', '\n', (byte) 0x81, '\n'}))
                .isEqualTo("ENCODING");
        assertThat(rejected(FileFormat.CSV, new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0, '\n', 0, 0, (byte) 0xdc}))
                .isEqualTo("ENCODING");
    }

    @Test
    void writesPlainlyWhatPeopleWrite() {
        var columns = convert(FileFormat.CSV, """
                member;since;fee;share;paid;note;zip
                yes;31.01.2011;1.234,50 \u20ac;45%;NA;NA;00123
                no;1.2.2011 14:30;-0,5;7,5%; ;None;10
                ?;;(5,00);;-3;'x';-
                """, Map.of());

        assertThat(columns.get(0).strings()).containsExactly("true", "false", null);
        assertThat(columns.get(1).strings()).containsExactly("2011-01-31T00:00", "2011-02-01T14:30", null);
        assertThat(columns.get(2).doubles()).containsExactly(1234.5, -0.5, -5);
        assertThat(columns.get(3).doubles()).containsExactly(45, 7.5, Double.NaN);
        assertThat(columns.get(4).strings()).containsExactly(null, null, "-3");
        assertThat(columns.get(5).strings()).containsExactly(null, "None", "'x'");
        assertThat(columns.get(6).strings()).containsExactly("00123", "10", "-");
    }

    @Test
    void storesTimesOfWebServersInUtc() {
        var columns = convert(FileFormat.CSV, """
                at,status
                10/Oct/2000:13:55:36 -0700,200
                11/Oct/2000:00:00:00 +0000,404
                """, Map.of());

        assertThat(columns.getFirst().type()).isEqualTo(ColumnType.TIMESTAMP);
        assertThat(columns.getFirst().strings()).containsExactly("2000-10-10T20:55:36", "2000-10-11T00:00");
    }

    /** As one would expect whose program does not write them twice. */
    @Test
    void storesQuotesWithoutTheirBackslashes() {
        var columns = convert(FileFormat.CSV, "a,b\n1,\"say \\\"hi\\\", you\"\n2,\"C:\\\\x\"\n", Map.of());

        assertThat(columns.getLast().strings()).containsExactly("say \"hi\", you", "C:\\\\x");
    }

    /** They are seen only behind the rows from which it was told how the file is written. */
    @Test
    void findsBackslashesFarDownInAFile() {
        var columns = convert(
                FileFormat.CSV, "a,b\n" + "1,\"x, y\"\n".repeat(50_000) + "2,\"say \\\"hi\\\", you\"\n", Map.of());

        assertThat(columns.getLast().strings()).hasSize(50_001).endsWith("x, y", "say \"hi\", you");
    }

    @Test
    void storesNoRowOfNamesAndNoLineAboveThem() {
        var columns = convert(FileFormat.CSV, "Sales 2024\n\na,b\n1,x\na,b\n2,y\n", Map.of());

        assertThat(columns).extracting(ColumnData::name).containsExactly("a", "b");
        assertThat(columns.getFirst().longs()).containsExactly(1, 2);
        assertThat(columns.getLast().strings()).containsExactly("x", "y");
    }

    @Test
    void storesMisfitsAsMissing() {
        var columns = convert(FileFormat.CSV, "a,b\n" + "1,x\n".repeat(150) + "unknown,y\n", Map.of());

        assertThat(columns.getFirst().type()).isEqualTo(ColumnType.INTEGER);
        assertThat(columns.getFirst().nullCount()).isEqualTo(1);
        assertThat(columns.getFirst().isNull(150)).isTrue();
        assertThat(columns.get(1).strings()).endsWith("x", "y");
    }

    @Test
    void tellsDelimitersByTheHeaderOutsideOfQuotes() {
        var columns = convert(FileFormat.CSV, "Kunde;Betrag, netto;\"a;b\"\nK0;8659,67;1\nK1;2434,79;2\n", Map.of());

        assertThat(columns).extracting(ColumnData::name).containsExactly("Kunde", "Betrag, netto", "a;b");
        assertThat(columns.get(1).doubles()).containsExactly(8659.67, 2434.79);
        assertThat(convert(FileFormat.CSV, "a\tb\n1,5\tx\n", Map.of())).hasSize(2);
        assertThat(convert(FileFormat.CSV, "a|b\n1|x\n", Map.of())).hasSize(2);
        assertThat(convert(FileFormat.CSV, "'a','b'\n'it''s, so','x'\n", Map.of())
                        .getFirst()
                        .strings())
                .containsExactly("it's, so");
        assertThat(convert(FileFormat.CSV, "a\n1\n", Map.of())).hasSize(1);
        assertThat(convert(FileFormat.CSV, "a b c\n1 2 x\n3 4 y\n", Map.of())).hasSize(3);
        assertThat(convert(FileFormat.CSV, "full name\nAda Lovelace\nAlan Turing\n", Map.of()))
                .hasSize(1);
        assertThat(rejected(FileFormat.CSV, "a   b\n1  10\n20  3\n".getBytes(UTF_8)))
                .isEqualTo("DELIMITER");
        assertThat(rejected(FileFormat.CSV, "a  b   c\n1  2   3\n4  5   6\n".getBytes(UTF_8)))
                .isEqualTo("DELIMITER");
        assertThat(rejected(FileFormat.CSV, "NAME  AGE CITY\nAnn    34 New York\nBob    41 Oslo\n".getBytes(UTF_8)))
                .isEqualTo("DELIMITER");
        assertThat(convert(FileFormat.CSV, "full  name\nAda Lovelace\nAlan  Turing\n", Map.of()))
                .hasSize(1);
    }

    @Test
    void namesTheColumnOfRowNamesThatRWritesWithout() {
        var columns = convert(FileFormat.CSV, "\"Weight\",\"Feed\"\n\"1\",26.5,NA\n\"2\",27.6,5.2\n", Map.of());

        assertThat(columns).extracting(ColumnData::name).containsExactly("column 1", "Weight", "Feed");
        assertThat(columns.get(1).doubles()).containsExactly(26.5, 27.6);
        assertThat(rejected(FileFormat.CSV, "a,b\n1,2,\n3,4,\n".getBytes(UTF_8)))
                .isEqualTo("FIELD_COUNT");
        assertThat(rejected(FileFormat.CSV, "a\tb\n1\t2\t\n3\t4\t\n".getBytes(UTF_8)))
                .isEqualTo("FIELD_COUNT");
        assertThat(rejected(FileFormat.CSV, "a,b\n1,Smith, J.\n2,Jones\n".getBytes(UTF_8)))
                .isEqualTo("FIELD_COUNT");
    }

    @Test
    void endsLinesByReturnsWhereTheHeaderDoes() {
        var columns = convert(FileFormat.CSV, "a;b\r1,5;x\r;y\r", Map.of());

        assertThat(columns.getFirst().doubles()).containsExactly(1.5, Double.NaN);
        assertThat(columns.get(1).strings()).containsExactly("x", "y");
    }

    /** So many that they are checked by several threads, and written plainly in several files. */
    @Test
    void keepsTheOrderOfManyRows() {
        var csv = new StringBuilder("n,t,share\n");
        for (int i = 0; i < 800_000; i++) {
            csv.append(i)
                    .append(",\"text ")
                    .append(i % 7)
                    .append("\",")
                    .append(i % 100)
                    .append(" %\n");
        }
        var columns = convert(FileFormat.CSV, csv.toString(), Map.of());

        assertThat(columns.getFirst().rows()).isEqualTo(800_000);
        assertThat(columns.getFirst().longs())
                .startsWith(0, 1, 2)
                .endsWith(799_999)
                .isSorted();
        assertThat(columns.get(2).longs()).startsWith(0, 1, 2).endsWith(98, 99);
    }

    private List<ColumnData> convert(FileFormat format, String text, Map<String, ColumnType> established) {
        return convert(format, text.getBytes(UTF_8), established);
    }

    private List<ColumnData> convert(FileFormat format, byte[] bytes, Map<String, ColumnType> established) {
        return convert(format, bytes, established, FileSettings.NONE);
    }

    private List<ColumnData> convert(
            FileFormat format, byte[] bytes, Map<String, ColumnType> established, FileSettings settings) {
        try (var file = receiveFile.receive(new ByteArrayInputStream(bytes), -1, Compression.NONE, null)) {
            var readable = checkFile.check(file, format, settings);
            var converted = convertFile.convert(readable, new Established(established, Habits.NONE));
            var parts = converted.parts().stream()
                    .map(part -> new Digest(part.digest()))
                    .toList();
            try (var session = datasets.open(parts)) {
                assertThat(session.columns()).isEqualTo(converted.stored());
                return session.readColumns("SELECT * FROM data");
            }
        }
    }

    private List<ColumnData> convertParquet(String select) throws IOException {
        return convert(FileFormat.PARQUET, Files.readAllBytes(parquet(select)), Map.of());
    }

    private String rejected(FileFormat format, byte[] bytes) {
        try (var file = receiveFile.receive(new ByteArrayInputStream(bytes), -1, Compression.NONE, null)) {
            var code = new String[1];
            assertThatExceptionOfType(RejectedFileException.class)
                    .isThrownBy(() -> checkFile.check(file, format, FileSettings.NONE))
                    .satisfies(e -> code[0] = e.problem().code());
            return code[0];
        }
    }

    private String rejectedParquet(String select, CheckLimits limits) throws IOException {
        checkFile = new CheckFile(datasets, limits);
        try {
            return rejectedParquet(select);
        } finally {
            checkFile = new CheckFile(datasets, CheckLimits.DEFAULT);
        }
    }

    private static CheckLimits limits(long values, long decompressed, int ratio) {
        return new CheckLimits(10_000, 1 << 10, 1 << 20, 16 << 20, 100, values, decompressed, ratio);
    }

    private String rejectedParquet(String select) throws IOException {
        return rejected(FileFormat.PARQUET, Files.readAllBytes(parquet(select)));
    }

    private Path parquet(String select) {
        var file = artifacts.scratch().resolve("source.parquet");
        try (var session = datasets.connect()) {
            session.execute("COPY (" + select + ") TO " + Sql.literal(file.toString()) + " (FORMAT parquet)");
        }
        return file;
    }

    /** Changes the codec of the column a, which stands behind its path in the footer. */
    private static byte[] compressedBy(byte[] file, int codec) {
        var snappy = new byte[] {0x18, 1, 'a', 0x15, 2};
        for (int at = file.length - snappy.length; at > 0; at--) {
            if (Arrays.equals(file, at, at + snappy.length, snappy, 0, snappy.length)) {
                var changed = file.clone();
                changed[at + snappy.length - 1] = (byte) (2 * codec);
                return changed;
            }
        }
        throw new AssertionError("no column a");
    }

    private static byte[] footerLength(byte[] file, int length) {
        var changed = file.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(changed.length - 8, length);
        return changed;
    }
}
