package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.ColumnType;
import dev.millrace.values.DateOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells that look like a value and may be something else: they are understood, or at least told. */
class UnusualFormsTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "31.01.24~1.2.99 | DATE | YEAR_GUESSED | '31.01.24' in row 1 for 2024-01-31",
                "1/31/24~12/1/68 | DATE | YEAR_GUESSED | '1/31/24' in row 1 for 2024-01-31",
                "1/8/90 0:00~1/31/90 14:30 | TIMESTAMP | YEAR_GUESSED | for 1990-01-08 00:00:00",
                "12-Jun-98~01-JAN-03 | DATE | YEAR_GUESSED | for 1998-06-12",
                "31.01.2024~31.01.24 | DATE | YEAR_GUESSED | '31.01.24' in row 2 for 2024-01-31",
                "24-01-31~24-12-01 | STRING | DATES_UNCLEAR | '24-01-31' in row 1",
                "1-~25 | INTEGER | MINUS_BEHIND | '1-' in row 1 for -1",
                "1,234.50-~2.00 | DOUBLE | MINUS_BEHIND | for -1234.50",
                "1.234,50-~2,00 | DOUBLE | MINUS_BEHIND | for -1234.50",
                "5 €-~2 € | INTEGER | MINUS_BEHIND | for -5",
                "14:30~9:05 PM | STRING | TIME_OF_DAY | '14:30' in row 1",
                "26:10:05.5~0:01:00 | STRING | TIME_OF_DAY | write minutes or seconds",
                "2024-03~2024-12 | STRING | MONTH | '2024-03' in row 1",
                "03/2024~12/2024 | STRING | MONTH | write one with a day",
                "=\"001\"~=\"a b\" | STRING | GUARDED | it is left out",
                "=\"001\"~=\"\"~=\"7\" | STRING | GUARDED | it is left out",
                "=\"001\"~002 | STRING | GUARDED | 1 of 2 values",
            })
    void tellsHowItTookThem(String cells, ColumnType type, String code, String detail) throws IOException {
        var column = understood(cells);

        assertThat(column.type()).isEqualTo(type);
        assertThat(column.notes()).anySatisfy(note -> {
            assertThat(note.code()).isEqualTo(code);
            assertThat(note.detail()).contains(detail);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1+~2-~3",
                "-1-~2",
                "(1-)~2",
                "12-34~20-10-95",
                "=1+1~=A1",
                "=\"~x",
                "1.2.3~4.5.6",
                "1:75~2:80",
                "3:2~1:0",
                "14:30:~9:05 XM",
                "2024-13~2024-14",
                "2023-24~24-2023",
                "2024/~/2024",
                "31.31.24~1.1.24"
            })
    void leavesOthersAlone(String cells) throws IOException {
        var column = understood(cells);

        assertThat(column.type()).isEqualTo(ColumnType.STRING);
        assertThat(column.notes())
                .extracting(Reading.Note::code)
                .doesNotContain("YEAR_GUESSED", "MINUS_BEHIND", "GUARDED", "DATES_UNCLEAR", "TIME_OF_DAY", "MONTH");
    }

    @Test
    void decidesTheOrderOfDayAndMonthByTheColumn() throws IOException {
        assertThat(understood("31.01.24~01.02.24").form().order()).isEqualTo(DateOrder.DAY_FIRST);
        assertThat(understood("1/31/24~1/2/24").form().order()).isEqualTo(DateOrder.MONTH_FIRST);
    }

    @Test
    void takesQuotationMarksForCharactersWhereSomebodySaysSo() throws IOException {
        var said = new FileSettings("\t", Dialect.NO_QUOTE, null, null, null, List.of(), List.of(), Map.of(), false);
        var file = file("title\tyear\n\"Giliap\t1975\nA \"B\" C\t\\N\n", Map.of(), said);

        assertThat(file.reading().quote()).isEqualTo("none");
        assertThat(file.columns())
                .extracting(ChosenColumn::type)
                .containsExactly(ColumnType.STRING, ColumnType.INTEGER);
        assertThat(file.reading().missing()).containsExactly(new Reading.Missing("\\N", 1));
    }

    /** A file with its header, and the same twice behind each other. */
    @Test
    void tellsThatTheHeaderStandsAmongTheRows() throws IOException {
        var rows = "1|x\n".repeat(150);

        assertThat(notes("a|b\n" + rows + "a|b\n" + rows)).containsExactly("HEADER_REPEATED");
        assertThat(notes("a|b\n" + rows + "a|b\n" + "2|y\n".repeat(9) + "a|b\n".repeat(9)))
                .containsExactly("FELL_TO_TEXT", "HEADER_REPEATED");
        assertThat(notes("a|b|c\n" + "1|x|3\n".repeat(150) + "a|b|3\n")).isEmpty();
        assertThat(notes("a|b\n" + "a|b\n".repeat(9))).isEmpty();
    }

    private List<String> notes(String csv) throws IOException {
        return file(csv, Map.of()).columns().stream()
                .flatMap(column -> column.notes().stream())
                .map(Reading.Note::code)
                .toList();
    }

    /** What is the same column for the dataset stays of its type. */
    @Test
    void keepsTextsOfADatasetThatHasThem() throws IOException {
        assertThat(understood("1-~2", ColumnType.STRING).type()).isEqualTo(ColumnType.STRING);
        assertThat(understood("31.01.24", ColumnType.STRING).type()).isEqualTo(ColumnType.STRING);
    }

    /** What was settled as text was told when it was. */
    @Test
    void tellsOnceThatTimesAreKeptAsText() throws IOException {
        assertThat(understood("14:30~9:05", ColumnType.STRING).notes()).isEmpty();
    }

    private ChosenColumn understood(String cells) throws IOException {
        return understood(cells, null);
    }

    private ChosenColumn understood(String cells, ColumnType established) throws IOException {
        Map<String, ColumnType> types = established == null ? Map.of() : Map.of("a", established);
        return file("a|b\n" + cells.replace("~", "|x\n") + "|x\n", types)
                .columns()
                .getFirst();
    }

    private UnderstoodText file(String csv, Map<String, ColumnType> types) throws IOException {
        return file(csv, types, FileSettings.NONE);
    }

    private UnderstoodText file(String csv, Map<String, ColumnType> types, FileSettings said) throws IOException {
        var file = Files.write(folder.resolve("file"), csv.getBytes(UTF_8));
        var text = new TextCheck(FileContent.of(file), 0, FileFormat.CSV, said, CheckLimits.DEFAULT).sample();
        return UnderstoodText.of(text, (CheckedFile.Accepted) text.outcome(), said, types, Habits.NONE);
    }
}
