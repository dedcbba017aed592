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
                "$1~€2~£3 | STRING | FELL_TO_TEXT | Most values are numbers, but not written alike, such as '$1' in row 1",
                "31/01/2024~01/31/2024 | STRING | FELL_TO_TEXT | Most values are dates",
                "Mar 2024~December 2023 | STRING | MONTH | 'Mar 2024' in row 1",
                "Mar-2024~2023-Dec | STRING | MONTH | 'Mar-2024' in row 1",
                "2024-Q1~2024-Q4 | STRING | LOOKS_LIKE_DATES | '2024-Q1' in row 1",
                "Q1 2024~H2 2024 | STRING | LOOKS_LIKE_DATES | write them as 2024-03-31",
                "2024-W05~2024-W05-3 | STRING | LOOKS_LIKE_DATES | '2024-W05' in row 1",
                "31. Januar 2024~1er janvier 2024 | STRING | LOOKS_LIKE_DATES | '31. Januar 2024' in row 1",
                "Tue, 10 Oct 2000 13:55:36~Tue Oct 10 13:55:36 2000 | STRING | LOOKS_LIKE_DATES | in row 1",
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
                "Toyota 2004~Athens 2004",
                "Room 2010-1~Flat 2011-3",
                "2024-Q5~2024-W77",
                "31.31.24~1.1.24"
            })
    void leavesOthersAlone(String cells) throws IOException {
        var column = understood(cells);

        assertThat(column.type()).isEqualTo(ColumnType.STRING);
        assertThat(column.notes())
                .extracting(Reading.Note::code)
                .doesNotContain(
                        "YEAR_GUESSED",
                        "MINUS_BEHIND",
                        "GUARDED",
                        "DATES_UNCLEAR",
                        "TIME_OF_DAY",
                        "MONTH",
                        "LOOKS_LIKE_DATES");
    }

    @Test
    void readsTimesAsWebServersLogThem() throws IOException {
        var column = understood("10/Oct/2000:13:55:36 -0700~2000-10-11 00:00:00+02:00");
        var text = "10/Oct/2000:13:55:36 -0700".getBytes(UTF_8);

        assertThat(column.type()).isEqualTo(ColumnType.TIMESTAMP);
        assertThat(column.form().plain(Cells.ZONED | Cells.DECORATED, text, 0, text.length))
                .asString()
                .isEqualTo("2000-10-10 13:55:36-07:00");
        assertThat(understood("10/Oct/2000:13:55:36~11/Oct/2000:00:00:00").type())
                .isEqualTo(ColumnType.TIMESTAMP);
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
