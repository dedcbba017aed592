package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.ColumnType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCheckTests {

    @Test
    void acceptsRowsAndCountsThem() {
        var file = accepted("a,b\n1,x\n2,y\n");

        assertThat(file.rows()).isEqualTo(2);
        assertThat(file.columns()).extracting(TextColumn::name).containsExactly("a", "b");
    }

    @Test
    void acceptsEveryUsualLineEnd() {
        assertThat(accepted("a,b\r\n1,x\r\n2,y").rows()).isEqualTo(2);
        assertThat(accepted("a,b\n1,x\r\n2,y\n").rows()).isEqualTo(2);
        assertThat(accepted("a,b\n1,x\n\n\n").rows()).isEqualTo(1);
        assertThat(accepted("a\n1\n\n2\n").rows()).isEqualTo(3);
    }

    @Test
    void acceptsQuotesAsRfc4180HasThem() {
        var file = accepted("\"a,\"\"1\"\"\",b\n\"x\"\"y\",\"two\nlines,\r\nreally\"\n5\" pipe,\"\"\n");

        assertThat(file.rows()).isEqualTo(2);
        assertThat(file.columns().getFirst().name()).isEqualTo("a,\"1\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'1|2|-3', INTEGER",
        "'9223372036854775807|-9223372036854775808', INTEGER",
        "'9223372036854775808', STRING",
        "'-9223372036854775809', STRING",
        "'1|2.5', DOUBLE",
        "'1.0|2', DOUBLE",
        "'.5|5.|1e5|1E-300', DOUBLE",
        "'1|NaN|inf|-Infinity|1e999', DOUBLE",
        "'NaN', STRING",
        "'00123', STRING",
        "'0|10', INTEGER",
        "'-0', STRING",
        "'+49', STRING",
        "'9007199254740993|1.5', STRING",
        "'true|FALSE', BOOLEAN",
        "'true|1', STRING",
        "'yes|no', STRING",
        "'2026-02-28|2024-02-29', DATE",
        "'2026-02-29', STRING",
        "'2026-13-01', STRING",
        "'31/02/2026', STRING",
        "'2026-02-28|2026-02-28 10:11', TIMESTAMP",
        "'2026-02-28T10:11:12.123456', TIMESTAMP",
        "'2026-02-28T10:11:12Z|2026-02-28T10:11:12.5+02:00', TIMESTAMP",
        "'2026-02-28T10:11:12Z|2026-02-28T10:11:12', STRING",
        "'2026-02-28T24:00:00', STRING",
        "'2026-02-28T10:11:12.', STRING",
        "'١٢٣', STRING",
        "'=1+1|-x|@y', STRING",
        "'|', STRING",
        "' 1|2 ', INTEGER",
        "'12-34', STRING",
        "'1.2.3.4', STRING",
        "'-|--', STRING",
        "'1e|1e+', STRING",
        "'0x1F', STRING",
    })
    void infersTheNarrowestTypeThatKeepsEveryValue(String values, ColumnType expected) {
        var rows = String.join(",z\n", values.split("\\|", -1));

        assertThat(accepted("a,b\n" + rows + ",z\n").columns().getFirst().type(null))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1|2, DOUBLE, DOUBLE",
        "1|2, STRING, STRING",
        "1.0|2, INTEGER, INTEGER",
        "1.5|2, INTEGER, DOUBLE",
        "9007199254740993, DOUBLE, INTEGER",
        "2026-02-28, TIMESTAMP, TIMESTAMP",
        "x, BOOLEAN, STRING",
        "'', DATE, DATE",
    })
    void keepsTheEstablishedTypeWhereTheValuesFit(String values, ColumnType established, ColumnType expected) {
        var rows = String.join(",z\n", values.split("\\|", -1));

        assertThat(accepted("a,b\n" + rows + ",z\n").columns().getFirst().type(established))
                .isEqualTo(expected);
    }

    @Test
    void c01NamesEmptyFiles() {
        assertThat(only("").code()).isEqualTo("FILE_EMPTY");
        assertThat(only("a,b\n").code()).isEqualTo("NO_ROWS");
        assertThat(only("a,b").code()).isEqualTo("NO_ROWS");
        assertThat(only("a,b\n\n").code()).isEqualTo("NO_ROWS");
    }

    @Test
    void c02NamesTheRowAndByteThatAreNotUtf8() {
        var rows = "1,2\n".repeat(6).getBytes(UTF_8);
        byte[] latin1 = {'x', ',', 'M', (byte) 0xfc, 'n', '\n'};
        var finding = only(join("a,b\n".getBytes(UTF_8), rows, latin1));

        assertThat(finding.code()).isEqualTo("ENCODING");
        assertThat(finding.row()).isEqualTo(7);
        assertThat(finding.line()).isEqualTo(8);
        assertThat(finding.column()).isEqualTo("b");
        assertThat(finding.byteOffset()).isEqualTo(4 + 24 + 3);
        assertThat(finding.actual()).isEqualTo("0xfc");
    }

    @Test
    void c02RefusesOverlongFormsAndSurrogates() {
        for (int[] bad : List.of(
                new int[] {0xc0, 0x80},
                new int[] {0xe0, 0x80, 0x80},
                new int[] {0xed, 0xa0, 0x80},
                new int[] {0xf4, 0x90, 0x80, 0x80},
                new int[] {0xc3},
                new int[] {0xff})) {
            var bytes = new byte[bad.length];
            IntStream.range(0, bad.length).forEach(i -> bytes[i] = (byte) bad[i]);
            assertThat(only(join("a,b\nx,".getBytes(UTF_8), bytes, "\n".getBytes(UTF_8)))
                            .code())
                    .isEqualTo("ENCODING");
        }
        assertThat(accepted("a,b\nä€😀,z\n").rows()).isEqualTo(1);
    }

    @Test
    void c04NamesBadHeaders() {
        assertThat(only("a,a\n1,2\n").code()).isEqualTo("HEADER_DUPLICATE");
        assertThat(only("Fare,fare\n1,2\n").code()).isEqualTo("HEADER_DUPLICATE");
        assertThat(only("a,,c\n1,2,3\n").code()).isEqualTo("HEADER_EMPTY");
        assertThat(only("a,,c\n1,2,3\n").column()).isEqualTo("2");
        assertThat(only("a," + "x".repeat(1000) + "\n1,2\n"))
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("HEADER_TOO_LONG"))
                .satisfies(finding -> assertThat(finding.limit()).isEqualTo(256));
    }

    @Test
    void c05StopsAtTooManyColumns() {
        var header = String.join(
                ",", IntStream.range(0, 50_000).mapToObj(i -> "c" + i).toList());

        assertThat(only(header + "\n1\n").code()).isEqualTo("TOO_MANY_COLUMNS");
        assertThat(only(header + "\n1\n").limit()).isEqualTo(2000);
    }

    @Test
    void c06NamesRowsWithTooFewOrTooManyFields() {
        var header = "c1,c2,c3,c4,c5,c6,c7,c8,c9,c10\n";
        var good = "1,2,3,4,5,6,7,8,9,10\n";

        var few = only(header + good.repeat(11) + "1,2,3,4,5,6,7,8,9\n" + good);
        assertThat(few.code()).isEqualTo("FIELD_COUNT");
        assertThat(few.row()).isEqualTo(12);
        assertThat(few.limit()).isEqualTo(10);
        assertThat(few.actual()).isEqualTo("9");

        var many = only(header + good.repeat(11) + "1,2,3,4,5,6,7,8,9,10,11\n" + good);
        assertThat(many.row()).isEqualTo(12);
        assertThat(many.actual()).isEqualTo("11");

        assertThat(only("a,b\n1,2\n\n3,4\n").actual()).isEqualTo("0");
    }

    @Test
    void c07NamesTheRowWhoseQuoteIsNeverClosed() {
        var finding = only("a,b\n1,2\n3,4\n5,\"6\n7,8\n");
        assertThat(finding.code()).isEqualTo("QUOTE_UNCLOSED");
        assertThat(finding.row()).isEqualTo(3);

        var large = only("a,b\n1,2\n3,4\n5,\"6\n" + "7,8\n".repeat(1_000_000));
        assertThat(large.code()).isEqualTo("QUOTE_UNCLOSED");
        assertThat(large.row()).isEqualTo(3);
    }

    @Test
    void c08StopsAtAFieldThatIsTooLong() throws IOException {
        var endless = new Endless("a,b\n1,", 'x');
        assertThat(rejected(CsvCheck.check(endless, 0, CheckLimits.DEFAULT, OutputStream.nullOutputStream()))
                        .code())
                .isEqualTo("FIELD_TOO_LONG");
        assertThat(endless.delivered).isLessThan(8 << 20);

        var quoted = new Endless("a,b\n1,\"", 'x');
        assertThat(rejected(CsvCheck.check(quoted, 0, CheckLimits.DEFAULT, OutputStream.nullOutputStream()))
                        .code())
                .isEqualTo("FIELD_TOO_LONG");
    }

    @Test
    void c09StopsAtALineThatNeverEnds() throws IOException {
        var endless = new Endless("", 'x');
        assertThat(rejected(CsvCheck.check(endless, 0, CheckLimits.DEFAULT, OutputStream.nullOutputStream()))
                        .code())
                .isEqualTo("LINE_TOO_LONG");
        assertThat(endless.delivered).isLessThan(64 << 20);

        assertThat(rejected(CsvCheck.check(
                                new Endless("a,b\n", ','), 0, CheckLimits.DEFAULT, OutputStream.nullOutputStream()))
                        .code())
                .isEqualTo("LINE_TOO_LONG");
    }

    @Test
    void c10NamesTheDelimiterThatTheFileUses() {
        assertThat(only("a;b;c\n1;2;3\n"))
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("DELIMITER"))
                .satisfies(finding -> assertThat(finding.actual()).isEqualTo(";"));
        assertThat(only("a\tb\n1\t2\n").actual()).isEqualTo("tab");
    }

    @Test
    void c21NamesControlCharacters() {
        var finding = only("a,b\n1,x\0y\n");
        assertThat(finding.code()).isEqualTo("CONTROL_CHARACTER");
        assertThat(finding.row()).isEqualTo(1);
        assertThat(only("a,b\r1,2\r").code()).isEqualTo("CONTROL_CHARACTER");
    }

    @Test
    void c22ReportsAHundredFindingsAndCountsTheRest() {
        var file = (CheckedFile.Rejected) check("a,b\n" + "1\n".repeat(10_000));

        assertThat(file.findings()).hasSize(100);
        assertThat(file.total()).isEqualTo(10_000);
    }

    @Test
    void refusesQuotesThatReadersUnderstandDifferently() {
        assertThat(only("a,b\n\"x\"y,2\n").code()).isEqualTo("QUOTE_MISPLACED");
        assertThat(only("a,b\n \"x,y\",2\n").code()).isEqualTo("QUOTE_MISPLACED");
    }

    @Test
    void escapesWhatItShows() {
        var finding = Finding.of("X", "y").showing("a\u202eb\n" + "z".repeat(100));

        assertThat(finding.sample()).startsWith("a\\u202eb\\u000a").hasSize(64 + 10);
    }

    /** Whatever the chunks in which bytes arrive, the answer is the same. */
    @Test
    void doesNotDependOnHowTheStreamIsCut() throws IOException {
        var bytes = ("a,\"b\"\"\",c\r\n1,\"x\r\ny\",ä\r\n" + "2,\"\",😀\r\n".repeat(100) + "3,z,2026-01-01\r\n\r\n")
                .getBytes(UTF_8);
        var whole = CsvCheck.check(
                new ByteArrayInputStream(bytes), 0, CheckLimits.DEFAULT, OutputStream.nullOutputStream());
        var random = new Random(7);
        for (int run = 0; run < 200; run++) {
            int cut = random.nextInt(bytes.length);
            var pieces = new SequenceInputStream(Collections.enumeration(List.of(
                    new ByteArrayInputStream(bytes, 0, cut),
                    new ByteArrayInputStream(bytes, cut, bytes.length - cut))));
            assertThat(CsvCheck.check(pieces, 0, CheckLimits.DEFAULT, OutputStream.nullOutputStream()))
                    .isEqualTo(whole);
        }
        assertThat(CsvCheck.check(new Trickle(bytes), 0, CheckLimits.DEFAULT, OutputStream.nullOutputStream()))
                .isEqualTo(whole);
    }

    private static CheckedFile.Accepted accepted(String csv) {
        return (CheckedFile.Accepted) check(csv);
    }

    private static Finding only(String csv) {
        return only(csv.getBytes(UTF_8));
    }

    private static Finding only(byte[] csv) {
        try {
            return rejected(CsvCheck.check(
                    new ByteArrayInputStream(csv), 0, CheckLimits.DEFAULT, OutputStream.nullOutputStream()));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Finding rejected(CheckedFile file) {
        assertThat(file).isInstanceOf(CheckedFile.Rejected.class);
        return ((CheckedFile.Rejected) file).findings().getFirst();
    }

    private static CheckedFile check(String csv) {
        try {
            return CsvCheck.check(
                    new ByteArrayInputStream(csv.getBytes(UTF_8)),
                    0,
                    CheckLimits.DEFAULT,
                    OutputStream.nullOutputStream());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] join(byte[]... pieces) {
        int length = Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
        var all = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    /** A beginning, and then one character for ever. */
    static final class Endless extends InputStream {

        private final byte[] beginning;
        private final byte filler;
        long delivered;

        Endless(String beginning, char filler) {
            this.beginning = beginning.getBytes(UTF_8);
            this.filler = (byte) filler;
        }

        @Override
        public int read() {
            return delivered < beginning.length ? beginning[(int) delivered++] : filler;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = delivered < beginning.length ? beginning[(int) delivered] : filler;
                delivered++;
            }
            return length;
        }
    }

    /** One byte at a time. */
    static final class Trickle extends ByteArrayInputStream {

        Trickle(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1));
        }
    }
}
