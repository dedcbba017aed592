package dev.millrace.ingestion.dataset.check;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in CSV beside the columns' names and rows, and quotes that are escaped as RFC 4180 does not. */
class LeftOutTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            § made by a tool|a,b|1,2|3,4|                                       ~ a b      ~ 1 ~ 2
            § made by a tool, version 2, today||§|a,b|1,2|                      ~ a b      ~ 3 ~ 1
            §only a remark|name,city|Anna,Bonn|                                 ~ name city ~ 1 ~ 1
            §§fileformat=VCFv4.2|§§INFO=<ID=NS,Number=1>|§CHROM	POS	ID|1	2	x| ~ §CHROM POS ID ~ 2 ~ 1
            Sales of 2024|month,sales|Jan,5|Feb,6|                              ~ month sales ~ 1 ~ 2
            Sales of 2024||month,sales|Jan,high|Feb,low|                        ~ month sales ~ 2 ~ 2
            Sales of 2024|month,sales,by|Jan,high,x|Feb,low,y|                  ~ month sales by ~ 1 ~ 2
            Sales of 2024,,|month,sales,by|Jan,high,x|Feb,low,y|                ~ month sales by ~ 1 ~ 2
            Sales of 2024,,|,,|month,2023,2024|Jan,5,6|Feb,6,7|                 ~ month 2023 2024 ~ 2 ~ 2
            "Source","World Bank",||"Updated",2024,||"Name","Code","2023","2024"|"A","AA",1,2| ~ Name Code 2023 2024 ~ 4 ~ 1
            sep=;|a;b|1;2|3;4|                                                  ~ a b ~ 1 ~ 2
            SEP=,|a,b|1,2|                                                      ~ a b ~ 1 ~ 1
            "sep=;"|a;b,c|1;2,5|                                                ~ a b,c ~ 1 ~ 1
            sep=;|Title|a;b;c|x;y;z|                                            ~ a b c ~ 2 ~ 1
            """)
    void leavesOutWhatStandsAboveTheNames(String csv, String names, int lines, long rows) throws IOException {
        for (var end : List.of("\n", "\r\n", "\r")) {
            var file = file(written(csv, end), UTF_8);

            assertThat(String.join(" ", names(file))).as(csv).isEqualTo(names.replace("§", "#"));
            assertThat(file.text().dialect().above()).hasSize(lines);
            assertThat(rows(file)).isEqualTo(rows);
            assertThat(notes(file)).contains("LINES_ABOVE");
        }
    }

    /** As they were read before lines above the names were left out, or refused. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            a,b|1,2|                       ~ a b
            §a,b|1,2|                      ~ §a b
            "x"|"u",1|"v",2|               ~ column 1 x
            x|a,b|c,d|                     ~ column 1 x
            ,,name|x,y,z|                  ~ column 1 column 2 name
            name,,|Anna,,|Bob,,|           ~ name column 2 column 3
            § a|1|2|                       ~ § a
            a|1|2|                         ~ a
            """)
    void takesTheFirstLineForTheNamesWhereItMayBe(String csv, String names) throws IOException {
        var file = file(written(csv, "\n"), UTF_8);

        assertThat(String.join(" ", names(file))).isEqualTo(names.replace("§", "#"));
        assertThat(notes(file)).doesNotContain("LINES_ABOVE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            a,b,c|1,2|3,4|                          ~ FIELD_COUNT
            Anna|1,2,3|4,5,6|                       ~ FIELD_COUNT
            Sales, by region, 2024|a,b|x,y|         ~ FIELD_COUNT
            a,b|1,2,|3,4,|                          ~ FIELD_COUNT
            first,last|Anna,Bea,Cleo,Dora|Eva,Flo,Gia,Hana| ~ FIELD_COUNT
            """)
    void refusesWhatLeavesTheNamesOpen(String csv, String code) throws IOException {
        assertThat(text(written(csv, "\n"), UTF_8, FileSettings.NONE).outcome())
                .isInstanceOfSatisfying(
                        CheckedFile.Rejected.class,
                        rejected -> assertThat(rejected.findings().getFirst().code())
                                .isEqualTo(code));
    }

    @Test
    void countsLinesFromTheFirstAndRowsFromTheNames() throws IOException {
        var outcome = text("# one\n# two\na,b\n" + "1,2\n".repeat(30) + "3\n", UTF_8, FileSettings.NONE)
                .outcome();

        assertThat(((CheckedFile.Rejected) outcome).findings().getFirst())
                .satisfies(finding -> assertThat(finding.row()).isEqualTo(31))
                .satisfies(finding -> assertThat(finding.line()).isEqualTo(34));
    }

    @Test
    void leavesOutLinesAboveInEveryEncoding() throws IOException {
        assertThat(names(file("\ufeffÜbersicht\n\nStraße;Preis\nx;1,5\n", UTF_16LE)))
                .containsExactly("Straße", "Preis");
        assertThat(names(file("Übersicht\n\nStraße;Preis\nx;1,5\n", Charset.forName("windows-1252"))))
                .containsExactly("Straße", "Preis");
    }

    /** A file with its header, and the same several times behind each other. */
    @Test
    void leavesOutTheNamesAmongTheRows() throws IOException {
        var rows = "1|x\n".repeat(15);
        var file = file("a|b\n" + rows + "a|b\n" + rows + "\"a\"|b\n", UTF_8);

        assertThat(notes(file)).containsExactly("HEADER_REPEATED");
        assertThat(rows(file)).isEqualTo(30);
        assertThat(file.columns().getFirst().form().type().name()).isEqualTo("INTEGER");
        assertThat(rows(file(",b\nr,1\n,b\nr,2\n", UTF_8))).isEqualTo(2);
    }

    @Test
    void leavesOutEmptyLinesAmongTheRows() throws IOException {
        var file = file("a,b\n\n1,x\n  \n\t\n2,y\n\n", UTF_8);

        assertThat(file.columns().getFirst().notes())
                .extracting(Reading.Note::detail)
                .containsExactly("3 empty lines among the rows are left out");
        assertThat(rows(file)).isEqualTo(2);
        assertThat(notes(file("a,b\n1,x\n\n", UTF_8))).isEmpty();
        assertThat(rows(file("a\n1\n\n2\n", UTF_8))).isEqualTo(3);
    }

    @Test
    void keepsRowsThatOnlyBeginLikeTheNames() throws IOException {
        var file = file("a|b|c\n1|x|3\na|b|3\na|x|y\n|b|c\n", UTF_8);

        assertThat(notes(file)).doesNotContain("HEADER_REPEATED");
        assertThat(rows(file)).isEqualTo(4);
        assertThat(file.columns().getFirst().column().tally().examples(code -> !Cells.isMissing(code)))
                .extracting(ColumnTally.Example::text)
                .containsExactly("1", "a", "a");
        assertThat(rows(file("a\n1\na\n", UTF_8))).isEqualTo(2);
    }

    @Test
    void readsQuotesWithABackslashBeforeThem() throws IOException {
        var file = file("id,\"te\\\"xt\"\n1,\"say \\\"hi\\\", \\you\"\n2,\"ends \\\"\"\n3,\"C:\\\\\"\n4,\"\"\n", UTF_8);
        var text = file.columns().getLast();

        assertThat(text.name()).isEqualTo("te\"xt");
        assertThat(text.column().tally().examples(code -> !Cells.isMissing(code)))
                .extracting(ColumnTally.Example::text)
                .containsExactly("say \"hi\", \\you", "ends \"", "C:\\\\");
        assertThat(file.reading().quote()).isEqualTo("\\\"");
        assertThat(notes(file)).containsExactly("QUOTES_ESCAPED");
        assertThat(rows(file)).isEqualTo(4);
    }

    /** Nobody is to guess where quotes are escaped in both ways, or somebody has said how. */
    @Test
    void refusesQuotesThatAreEscapedInBothWays() throws IOException {
        var both = "a,b\n1,\"say \\\"hi\\\"!\"\n2,\"say \"\"hi\"\"!\"\n";
        var said = new FileSettings(null, "\"", null, null, null, List.of(), List.of(), Map.of(), false);

        assertThat(code(text(both, UTF_8, FileSettings.NONE))).isEqualTo("QUOTE_ESCAPED");
        assertThat(code(text("a,b\n1,\"say \\\"hi\\\"!\"\n", UTF_8, said))).isEqualTo("QUOTE_ESCAPED");
        assertThat(notes(file("a,b\n\"C:\\\",2\n\"D:\\\",3\n", UTF_8))).isEmpty();
    }

    /** In a source of JUnit, a line may not begin with the mark of remarks, and not be broken. */
    private static String written(String csv, String end) {
        return csv.replace("§", "#").replace("|", end);
    }

    private static String code(TextCheck.CheckedText text) {
        return ((CheckedFile.Rejected) text.outcome()).findings().getLast().code();
    }

    private static long rows(UnderstoodText file) {
        return ((CheckedFile.Accepted) file.text().outcome()).rows();
    }

    private static List<String> names(UnderstoodText file) {
        return file.columns().stream().map(ChosenColumn::name).toList();
    }

    private static List<String> notes(UnderstoodText file) {
        return file.columns().stream()
                .flatMap(column -> column.notes().stream())
                .map(Reading.Note::code)
                .filter(code -> !code.equals("NAMED"))
                .toList();
    }

    private UnderstoodText file(String csv, Charset charset) throws IOException {
        var text = text(csv, charset, FileSettings.NONE);
        assertThat(text.outcome()).as(csv).isInstanceOf(CheckedFile.Accepted.class);
        return UnderstoodText.of(text, (CheckedFile.Accepted) text.outcome(), FileSettings.NONE, Map.of(), Habits.NONE);
    }

    private TextCheck.CheckedText text(String csv, Charset charset, FileSettings said) throws IOException {
        var file = Files.write(folder.resolve("file"), csv.getBytes(charset));
        return new TextCheck(FileContent.of(file), 0, FileFormat.CSV, said, CheckLimits.DEFAULT).sample();
    }
}
