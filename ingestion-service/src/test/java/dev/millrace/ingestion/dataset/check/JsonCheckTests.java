package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.ColumnType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCheckTests {

    @Test
    void learnsColumnsInTheOrderOfTheirAppearance() {
        var file = accepted("{\"b\":1,\"a\":\"x\"}\n{\"a\":null,\"c\":true}\r\n\n{\"b\":2.5}");

        assertThat(file.rows()).isEqualTo(3);
        assertThat(file.columns()).extracting(TextColumn::name).containsExactly("b", "a", "c");
        assertThat(understood(file))
                .extracting(ChosenColumn::type)
                .containsExactly(ColumnType.DOUBLE, ColumnType.STRING, ColumnType.BOOLEAN);
    }

    @ParameterizedTest
    @CsvSource({
        "1, INTEGER",
        "17031320100, INTEGER",
        "1.0, DOUBLE",
        "-0, INTEGER",
        "1e5, DOUBLE",
        "'\"00123\"', STRING",
        "'\"12\"', STRING",
        "'\"2026-02-28\"', DATE",
        "'\"2026-02-28T10:11:12Z\"', TIMESTAMP",
        "'\"2026-02-30\"', STRING",
        "'\"\"', STRING",
        "null, STRING",
    })
    void infersTypes(String value, ColumnType expected) {
        assertThat(understood(accepted("{\"a\":" + value + "}")).getFirst().type())
                .isEqualTo(expected);
    }

    @Test
    void namesEmptyFiles() {
        assertThat(only("").code()).isEqualTo("FILE_EMPTY");
        assertThat(only("\n\n").code()).isEqualTo("NO_ROWS");
    }

    @Test
    void j01StopsAtALineThatNeverEnds() throws IOException {
        var endless = new CsvCheckTests.Endless("{\"a\":\"", 'x');
        var file = (CheckedFile.Rejected) read(endless, FileSettings.NONE);

        assertThat(file.findings().getFirst().code()).isEqualTo("LINE_TOO_LONG");
        assertThat(file.findings().getFirst().limit()).isEqualTo(16 << 20);
    }

    @Test
    void j02RefusesWhatIsNoObject() {
        assertThat(only("[1,2]").code()).isEqualTo("JSON_FORM");
        assertThat(only("[{\"a\":1}] x").code()).isEqualTo("JSON_MALFORMED");
        assertThat(only("[{\"a\":1}] []").code()).isEqualTo("JSON_FORM");
        assertThat(only("[{\"a\":1}").code()).isEqualTo("JSON_MALFORMED");
        assertThat(only("[]").code()).isEqualTo("NO_ROWS");
        assertThat(only("{\"a\":1}\n5\n").code()).isEqualTo("JSON_FORM");
        assertThat(only("{\"a\":1} {\"a\":2}").code()).isEqualTo("JSON_FORM");
    }

    @Test
    void j03RefusesDepth() {
        assertThat(only("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}").code())
                .isEqualTo("JSON_TOO_DEEP");
        assertThat(only("{\"a\":{\"b\":1}}").code()).isEqualTo("TYPE_UNSUPPORTED");
        assertThat(only("{\"a\":{\"b\":1}}").column()).isEqualTo("a");
        assertThat(only("{\"a\":{\"b\":1}}").detail()).contains("flatten");
    }

    @Test
    void readsAnArrayOfObjects() {
        var file = accepted(" [\n{\"a\":1,\"b\":\"x\"},\n{\"b\":null,\"c\":true}]\n");

        assertThat(file.rows()).isEqualTo(2);
        assertThat(file.columns()).extracting(TextColumn::name).containsExactly("a", "b", "c");
    }

    @Test
    void flattensNestedObjectsWhereThatIsWanted() throws IOException {
        var flattening = FileSettings.NONE.flattening(true);
        var file = (CheckedFile.Accepted) read(stream("{\"a\":{\"b\":1,\"c\":{\"d\":true}},\"e\":2}"), flattening);

        assertThat(file.columns()).extracting(TextColumn::name).containsExactly("a.b", "a.c.d", "e");
        var twice = (CheckedFile.Rejected) read(stream("{\"a\":{\"b\":1},\"a.b\":2}"), flattening);
        assertThat(twice.findings().getFirst().code()).isEqualTo("HEADER_DUPLICATE");
        var list = (CheckedFile.Rejected) read(stream("{\"a\":{\"b\":[1]}}"), flattening);
        assertThat(list.findings().getFirst().column()).isEqualTo("a.b");
    }

    @Test
    void j04NamesTheRowWithADuplicateKey() {
        var finding = only("{\"a\":1}\n".repeat(8) + "{\"a\":1,\"a\":2}\n");

        assertThat(finding.code()).isEqualTo("JSON_DUPLICATE_KEY");
        assertThat(finding.row()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"a\":NaN}", "{\"a\":1} // x", "{'a':1}", "{\"a\":1,}", "{\"a\":01}", "{\"a\":1", "{\"a\":.5}"})
    void j05RefusesWhatIsNotJson(String line) {
        var finding = only("{\"a\":1}\n" + line + "\n");

        assertThat(finding.code()).isEqualTo("JSON_MALFORMED");
        assertThat(finding.row()).isEqualTo(2);
        assertThat(finding.actual()).startsWith("line 1 column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":NaN}", "{\"a\":-Infinity}", "[{\"a\":Infinity}]"})
    void j05SaysThatJsonHasNoNotFiniteNumbers(String json) {
        assertThat(only(json).detail()).contains("write null where a value is missing");
    }

    @Test
    void j06AndJ07StoreAnyKeyAsData() {
        assertThat(accepted("{\"@class\":\"com.sun.X\",\"$where\":1,\"a.b\":2}").columns())
                .extracting(TextColumn::name)
                .containsExactly("@class", "$where", "a.b");
    }

    @Test
    void j08StopsAtTooManyColumns() {
        var lines = new StringBuilder();
        for (int i = 0; i < 10_001; i++) {
            lines.append("{\"k").append(i).append("\":1}\n");
        }
        assertThat(only(lines.toString()).code()).isEqualTo("TOO_MANY_COLUMNS");
    }

    @Test
    void j09NamesHalfASurrogatePair() {
        assertThat(only("{\"a\":\"x\\ud800y\"}").code()).isEqualTo("ENCODING");
        assertThat(accepted("{\"a\":\"\\ud83d\\ude00\"}").rows()).isEqualTo(1);
        assertThat(only("{\"a\":\"\\u0000\"}").code()).isEqualTo("CONTROL_CHARACTER");
    }

    @Test
    void j10NamesNumbersThatNothingHolds() {
        assertThat(only("{\"a\":1E+999999999}").code()).isEqualTo("NUMBER_RANGE");
        assertThat(only("{\"a\":1e999}").code()).isEqualTo("NUMBER_RANGE");
        assertThat(understood(accepted("{\"a\":9223372036854775808}"))
                        .getFirst()
                        .type())
                .isEqualTo(ColumnType.STRING);
        assertThat(only("{\"a\":" + "9".repeat(10_000) + "}").code()).isEqualTo("NUMBER_RANGE");
    }

    private static CheckedFile.Accepted accepted(String lines) {
        return (CheckedFile.Accepted) check(lines);
    }

    private static Finding only(String lines) {
        return ((CheckedFile.Rejected) check(lines)).findings().getFirst();
    }

    private static CheckedFile check(String lines) {
        try {
            return read(stream(lines), FileSettings.NONE);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static CheckedFile read(InputStream input, FileSettings settings) throws IOException {
        return CsvCheckTests.outcome(new JsonCheck(
                input,
                0,
                settings,
                CheckLimits.DEFAULT,
                new CellReader(MissingTexts.ofTyped(settings)),
                RowTarget.NONE));
    }

    private static List<ChosenColumn> understood(CheckedFile.Accepted file) {
        return file.columns().stream()
                .map(column -> TypeChoice.of(column, FileSettings.NONE, Habits.NONE, true, null))
                .toList();
    }
}
