package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.datasets.ColumnType;
import dev.millrace.values.DateOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a column's cells are taken for. */
class TypeChoiceTests {

    @TempDir
    private Path folder;

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
        "'-0', INTEGER",
        "'+49', INTEGER",
        "'9007199254740993|1.5', DOUBLE",
        "'true|FALSE', BOOLEAN",
        "'true|1', STRING",
        "'yes|No', BOOLEAN",
        "'ja|nein', STRING",
        "'2026-02-28|2024-02-29', DATE",
        "'2026-02-29', STRING",
        "'2026-13-01', STRING",
        "'31/02/2026', STRING",
        "'1/31/2011|12/1/2011', DATE",
        "'31.01.2011|1.12.2011', DATE",
        "'2012/01/31', DATE",
        "'Jun 12 1998|Sept 1 2001', DATE",
        "'June 14, 2018', DATE",
        "'12-Jun-1998|1 July 1999', DATE",
        "'Fun 12 1998', STRING",
        "'1/31/2011 2:30 PM|1/2/2011 14:30', TIMESTAMP",
        "'2026-02-28|2026-02-28 10:11', TIMESTAMP",
        "'2026-02-28T10:11:12.123456', TIMESTAMP",
        "'2026-02-28T10:11:12Z|2026-02-28T10:11:12.5+02:00', TIMESTAMP",
        "'2026-02-28 10:11:12 UTC|2026-02-28 10:11:12.5 GMT|2026-02-28 10:11 +0200', TIMESTAMP",
        "'2026-02-28 10:11:12 CET', STRING",
        "'2026-02-28 10:11:12 ', TIMESTAMP",
        "'2026-02-28T10:11:12Z|2026-02-28T10:11:12', STRING",
        "'2026-02-28T24:00:00', STRING",
        "'2026-02-28T10:11:12.', STRING",
        "'١٢٣', STRING",
        "'=1+1|-x|@y', STRING",
        "'|', STRING",
        "' 1|2 ', INTEGER",
        "'1| |NA|N/A|null|NULL|None|NaN|-|?|3', INTEGER",
        "'x|None|-|?', STRING",
        "'12-34', STRING",
        "'1.2.3.4', STRING",
        "'-|--', STRING",
        "'1e|1e+', STRING",
        "'0x1F', STRING",
        "'$1.50|$2', DOUBLE",
        "'5 €|6€', INTEGER",
        "'USD 5|EUR 6', STRING",
        "'45%|50 %', INTEGER",
        "'45%|50', STRING",
        "'(5)|-3', INTEGER",
        "'1 234|12 345 678', INTEGER",
        "'1’234.5', DOUBLE",
        "'12 34', STRING",
        "'12,34,567|1,23,456', INTEGER",
        "'₹ 12,34,567.50|₹ 999.00', DOUBLE",
        "'12,34,56', STRING",
        "'kr 100|kr 1 250', INTEGER",
        "'100 kr|-5 kr', INTEGER",
        "'R$ 1.234,56|R$12,50', DOUBLE",
        "'US$ 5|US$ 6.25', DOUBLE",
        "'12 zł|PLN 5', STRING",
        "'CAD 5.25|AUD 6', STRING",
        "'1|\\N|3', INTEGER",
        "'1|#DIV/0!|-nan|#VALUE!|3', INTEGER",
        "'14:30|9:05', STRING",
        "'2026-02|2026-03', STRING",
    })
    void findsTheNarrowestTypeThatKeepsEveryValue(String values, ColumnType expected) {
        assertThat(type(values, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1|2, DOUBLE, DOUBLE",
        "1|2, STRING, STRING",
        "1.0|2, INTEGER, INTEGER",
        "1.5|2, INTEGER, DOUBLE",
        "00123, INTEGER, INTEGER",
        "9007199254740993, DOUBLE, INTEGER",
        "2026-02-28, TIMESTAMP, TIMESTAMP",
        "31.01.2011, DATE, DATE",
        "x, BOOLEAN, STRING",
        "'', DATE, DATE",
    })
    void keepsTheEstablishedTypeWhereTheValuesFit(String values, ColumnType established, ColumnType expected) {
        assertThat(type(values, established)).isEqualTo(expected);
    }

    @Test
    void keepsTheTypeOverAFewMisfitsAndListsThem() {
        var column = told("17\n".repeat(150) + "unknown\n" + "18\n".repeat(50));

        assertThat(column.type()).isEqualTo(ColumnType.INTEGER);
        assertThat(column.values()).isEqualTo(201);
        assertThat(column.misfits()).isEqualTo(1);
        assertThat(column.examples()).containsExactly(new Reading.Example(151, "unknown"));
        assertThat(told("17\n".repeat(19) + "x\n").type()).isEqualTo(ColumnType.INTEGER);
    }

    @Test
    void saysWhyAColumnFellToText() {
        var column = told("17\n".repeat(150) + "unknown\n".repeat(10));

        assertThat(column.type()).isEqualTo(ColumnType.STRING);
        assertThat(column.misfits()).isZero();
        assertThat(column.notes().getFirst().code()).isEqualTo("FELL_TO_TEXT");
        assertThat(column.notes().getFirst().detail()).contains("10 of 160", "'unknown' in row 151");
    }

    @Test
    void saysThatDigitsWithZerosInFrontAreNames() {
        assertThat(told("00123\n" + "12345\n".repeat(500)).notes())
                .extracting(Reading.Note::code)
                .containsExactly("LEADING_ZEROS");
    }

    @Test
    void saysThatATextLooksMissing() {
        var column = told("x\n-\n?\n?\n");

        assertThat(column.notes()).extracting(Reading.Note::code).containsExactly("LOOKS_MISSING");
        assertThat(column.notes().getFirst().detail()).contains("?=2");
    }

    @Test
    void decidesTheDecimalMarkByTheWholeFile() {
        var file = understood("a;b;c\n1,234;0,5;1.234\n2,345;1.234,5;2.345\n", FileSettings.NONE, Habits.NONE);

        assertThat(types(file)).containsExactly(ColumnType.DOUBLE, ColumnType.DOUBLE, ColumnType.INTEGER);
        assertThat(file.reading().decimal()).isEqualTo(",");
        assertThat(file.habits().decimalComma()).isTrue();
    }

    @Test
    void saysThatItGuessedTheDecimalMark() {
        var quoted = understood("a,b\n\"1,234\",x\n", FileSettings.NONE, Habits.NONE);

        assertThat(types(quoted)).startsWith(ColumnType.INTEGER);
        assertThat(quoted.reading().columns().getFirst().notes().getFirst().code())
                .isEqualTo("DECIMAL_GUESSED");
        var known = understood("a,b\n\"1,234\",x\n", FileSettings.NONE, new Habits(true, null));
        assertThat(types(known)).startsWith(ColumnType.DOUBLE);
        assertThat(known.reading().columns().getFirst().notes()).isEmpty();
    }

    @Test
    void decidesTheOrderOfDaysAndMonthsByTheWholeFile() {
        var file = understood("a,b\n1/2/2011,13/2/2011\n3/4/2011,1/1/2011\n", FileSettings.NONE, Habits.NONE);

        assertThat(file.columns()).extracting(column -> column.form().order()).containsOnly(DateOrder.DAY_FIRST);
        assertThat(file.reading().columns())
                .extracting(Reading.ReadColumn::form)
                .containsOnly("day/month/year");
        assertThat(file.reading().columns())
                .allSatisfy(column -> assertThat(column.notes()).isEmpty());
    }

    @Test
    void saysThatItGuessedTheOrderOfDaysAndMonths() {
        var file = understood("a,b\n1/2/2011,x\n", FileSettings.NONE, Habits.NONE);

        assertThat(file.columns().getFirst().form().order()).isEqualTo(DateOrder.MONTH_FIRST);
        assertThat(file.reading().columns().getFirst().notes().getFirst().code())
                .isEqualTo("DATE_ORDER_GUESSED");
        var known = understood("a,b\n1/2/2011,x\n", FileSettings.NONE, new Habits(null, DateOrder.DAY_FIRST));
        assertThat(known.columns().getFirst().form().order()).isEqualTo(DateOrder.DAY_FIRST);
    }

    @Test
    void doesWhatAPersonSays() {
        var said = new FileSettings(
                null,
                null,
                null,
                null,
                "day-month-year",
                List.of("-9999"),
                List.of("NA"),
                Map.of("zip", ColumnType.INTEGER, "paid", ColumnType.STRING),
                false);
        var file = understood(
                "n,country,zip,paid,day\n1,NA,00123,yes,1/2/2011\n-9999,DE,1,no,13/2/2011\n", said, Habits.NONE);

        assertThat(types(file))
                .containsExactly(
                        ColumnType.INTEGER, ColumnType.STRING, ColumnType.INTEGER, ColumnType.STRING, ColumnType.DATE);
        assertThat(file.reading().missing()).containsExactly(new Reading.Missing("-9999", 1));
    }

    @Test
    void boundsWhatIsTold() {
        var header = String.join(
                ",", Collections.nCopies(60, "c").stream().map(c -> c).toList());
        var names = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            names.append(i == 0 ? "" : ",").append("c").append(i);
        }
        var file = understood(names + "\n" + header.replace("c", "$1") + "\n", FileSettings.NONE, Habits.NONE);

        assertThat(file.reading().columns()).hasSize(50);
        assertThat(file.reading().columnsToTell()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5.1,3.5,setosa~4.9,3.0,setosa~7.0,3.2,virginica | true",
                "39,State-gov,77516~50,Private,83311~38,Private,215646 | true",
                "2026-01-01,a~2026-01-02,b | true",
                "country,2019,2020~Chad,1.5,1.7~Mali,2.5,2.7 | false",
                "2019,2020~1,2~3,4 | false",
                "a,2020~x,2~y,4~z,5 | true",
                "a,b~1,2~3,4 | false",
                "1,b~1,2~3,4 | false",
                "x,y~a,b~c,d | false"
            })
    void tellsWhereTheFirstLineMayBeData(String rows, boolean told) {
        var file = understood(rows.strip().replace('~', '\n') + "\n", FileSettings.NONE, Habits.NONE);

        assertThat(file.reading().columns().stream()
                        .flatMap(column -> column.notes().stream())
                        .anyMatch(note -> note.code().equals("HEADER_MAY_BE_DATA")))
                .isEqualTo(told);
    }

    private ColumnType type(String values, ColumnType established) {
        var rows = String.join("\"|z\n\"", values.split("\\|", -1));
        var file = understood("a|b\n\"" + rows + "\"|z\n", FileSettings.NONE, Habits.NONE, established);
        return file.columns().getFirst().type();
    }

    private Reading.ReadColumn told(String rows) {
        return understood("a\n" + rows, FileSettings.NONE, Habits.NONE).reading().columns().stream()
                .findFirst()
                .orElseThrow();
    }

    private static List<ColumnType> types(UnderstoodText file) {
        return file.columns().stream().map(ChosenColumn::type).toList();
    }

    private UnderstoodText understood(String csv, FileSettings settings, Habits habits) {
        return understood(csv, settings, habits, null);
    }

    private UnderstoodText understood(String csv, FileSettings settings, Habits habits, ColumnType first) {
        try {
            var file = Files.write(folder.resolve("file"), csv.getBytes(UTF_8));
            var text = new TextCheck(FileContent.of(file), 0, FileFormat.CSV, settings, CheckLimits.DEFAULT).sample();
            var accepted = (CheckedFile.Accepted) text.outcome();
            Map<String, ColumnType> established = first == null ? Map.of() : Map.of("a", first);
            return UnderstoodText.of(text, accepted, settings, established, habits);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
