package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
        assertThat(accepted("a,b\r1,x\r\"2\",\"y\"\r").rows()).isEqualTo(2);
        assertThat(accepted("a,b\n1,x\r\n2,y\n").rows()).isEqualTo(2);
        assertThat(accepted("a,b\n1,x\n\n\n").rows()).isEqualTo(1);
        assertThat(accepted("a\n1\n\n2\n").rows()).isEqualTo(3);
    }

    @Test
    void takesALineOfBlanksForAnEmptyOne() {
        var file = accepted("a,b\n  ,x\n2,y\n \n\t\r\n\n");

        assertThat(file.rows()).isEqualTo(2);
        assertThat(file.columns().getFirst().tally().count(Cells::isMissing)).isEqualTo(1);
        assertThat(accepted("a\n1\n  \n").rows()).isEqualTo(2);
        assertThat(accepted("a,b\n1,x\n  \n2,y\n").emptyLines()).isEqualTo(1);
    }

    @Test
    void saysThatNoTitleMayStandAboveTheHeader() {
        assertThat(only("Sales of 2024\nregion,q1\n").detail()).contains("if it is a title");
    }

    @Test
    void acceptsQuotesAsRfc4180HasThem() {
        var file = accepted("\"a,\"\"1\"\"\",b\n\"x\"\"y\",\"two\nlines,\r\nreally\"\n5\" pipe,\"\"\n");

        assertThat(file.rows()).isEqualTo(2);
        assertThat(file.columns().getFirst().name()).isEqualTo("a,\"1\"");
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
        assertThat(only(",,\n1,2,3\n").code()).isEqualTo("HEADER_EMPTY");
        assertThat(only(",,\n1,2,3\n").column()).isEqualTo("1");
        assertThat(only("a," + "x".repeat(1025) + "\n1,2\n"))
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("HEADER_TOO_LONG"))
                .satisfies(finding -> assertThat(finding.limit()).isEqualTo(1024));
    }

    @Test
    void namesAColumnThatHasNoName() {
        var file = accepted(",a,\n1,2,3\n");

        assertThat(file.columns()).extracting(TextColumn::name).containsExactly("column 1", "a", "column 3");
        assertThat(file.columns()).extracting(TextColumn::unnamed).containsExactly(true, false, true);
    }

    @Test
    void c05StopsAtTooManyColumns() {
        var header = String.join(
                ",", IntStream.range(0, 50_000).mapToObj(i -> "c" + i).toList());

        assertThat(only(header + "\n1\n").code()).isEqualTo("TOO_MANY_COLUMNS");
        assertThat(only(header + "\n1\n").limit()).isEqualTo(10_000);
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

        assertThat(only("a,b\n1,2,\n").detail()).startsWith("A row ends with a delimiter");
        assertThat(only("a,b,c\n1,2,3\nSource: me\n").detail()).startsWith("A row has one field only");
        assertThat(only("a,b\n1,2,3\n").detail()).contains("must stand in quotes");
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
        assertThat(rejected(read(endless)).code()).isEqualTo("FIELD_TOO_LONG");
        assertThat(endless.delivered).isLessThan(8 << 20);

        var quoted = new Endless("a,b\n1,\"", 'x');
        assertThat(rejected(read(quoted)).code()).isEqualTo("FIELD_TOO_LONG");
    }

    @Test
    void c09StopsAtALineThatNeverEnds() throws IOException {
        var endless = new Endless("", 'x');
        assertThat(rejected(read(endless)).code()).isEqualTo("LINE_TOO_LONG");
        assertThat(endless.delivered).isLessThan(64 << 20);

        assertThat(rejected(read(new Endless("a,b\n", ','))).code()).isEqualTo("LINE_TOO_LONG");
    }

    @Test
    void c21NamesControlCharacters() {
        var finding = only("a,b\n1,x\0y\n");
        assertThat(finding.code()).isEqualTo("CONTROL_CHARACTER");
        assertThat(finding.row()).isEqualTo(1);
        assertThat(only("a,b\n1,2\r3,4\n").code()).isEqualTo("CONTROL_CHARACTER");
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
        assertThat(only("a,b\n\"x \\\"y\\\", z\",2\n").code()).isEqualTo("QUOTE_ESCAPED");
        assertThat(only("a,b\n\"x\\\"\",2\n\"y\",3\n").code()).isEqualTo("QUOTE_ESCAPED");
        assertThat(only("a,b\n\"x\\\"\",2\n").code()).isEqualTo("QUOTE_ESCAPED");
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
        var whole = read(new ByteArrayInputStream(bytes));
        var random = new Random(7);
        for (int run = 0; run < 200; run++) {
            int cut = random.nextInt(bytes.length);
            var pieces = new SequenceInputStream(Collections.enumeration(List.of(
                    new ByteArrayInputStream(bytes, 0, cut),
                    new ByteArrayInputStream(bytes, cut, bytes.length - cut))));
            assertThat(read(pieces)).isEqualTo(whole);
        }
        assertThat(read(new Trickle(bytes))).isEqualTo(whole);
    }

    private static CheckedFile read(InputStream input) throws IOException {
        return outcome(CsvCheck.of(
                input,
                0,
                Dialect.STANDARD,
                CheckLimits.DEFAULT,
                new CellReader(MissingTexts.ofCsv(FileSettings.NONE)),
                RowTarget.NONE));
    }

    /** Of all that there is to read. */
    static CheckedFile outcome(RowReader reader) throws IOException {
        while (!reader.ended()) {
            reader.next();
        }
        return reader.outcome();
    }

    private static CheckedFile.Accepted accepted(String csv) {
        return (CheckedFile.Accepted) check(csv);
    }

    private static Finding only(String csv) {
        return only(csv.getBytes(UTF_8));
    }

    private static Finding only(byte[] csv) {
        try {
            return rejected(read(new ByteArrayInputStream(csv)));
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
            return read(new ByteArrayInputStream(csv.getBytes(UTF_8)));
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
