package dev.millrace.serving.prediction.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.Rows;
import dev.millrace.serving.model.Models;
import dev.millrace.serving.model.Signature;
import dev.millrace.serving.prediction.RowsBuilder;
import dev.millrace.serving.prediction.UnknownColumns;
import dev.millrace.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstancesReaderTests {

    private RowsBuilder rows = rows(UnknownColumns.REFUSE);

    private static RowsBuilder rows(UnknownColumns unknownColumns) {
        return new RowsBuilder(new Signature(Models.SIGNATURE), 3, unknownColumns);
    }

    private Rows read(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        try (var json = DialectServlet.parser(bytes, bytes.length)) {
            new InstancesReader(json, rows, 3).read();
        }
        return rows.build();
    }

    @Test
    void readsRowsByColumnName() {
        var read = read("""
                {"instances": [{"company": "Blue", "fare": 12.5, "shared": true}, {"fare": 7}]}""");

        assertThat(read.size()).isEqualTo(2);
        assertThat(read.numbers(0)).containsExactly(12.5, 7);
        assertThat(read.numbers(1)).containsExactly(1, Double.NaN);
        assertThat(read.texts(2)).containsExactly("Blue", "");
    }

    @Test
    void readsRowsInTheOrderOfTheSignature() {
        var read = read("{\"instances\": [[12.5, false, null]]}");

        assertThat(read.numbers(0)).containsExactly(12.5);
        assertThat(read.numbers(1)).containsExactly(0);
        assertThat(read.texts(2)).containsExactly("");
    }

    @Test
    void takesNumbersThatAreWrittenAsTextAndCategoriesThatAreWrittenAsNumbers() {
        var read = read("{\"instances\": [{\"fare\": \" 12.50\", \"company\": 29.85}]}");

        assertThat(read.numbers(0)).containsExactly(12.5);
        assertThat(read.texts(2)).containsExactly("29.85");
    }

    @ParameterizedTest
    @CsvSource({
        "60601, 60601",
        "60601.0, 60601",
        "29.850, 29.85",
        "6.0601e4, 60601",
        "123456789012345678901, 123456789012345678901"
    })
    void spellsACategoryThatIsWrittenAsANumberAlikeInRowsAndColumns(String written, String category) {
        assertThat(read("{\"instances\": [{\"fare\": 1, \"company\": " + written + "}]}")
                        .texts(2))
                .containsExactly(category);
        rows = rows(UnknownColumns.REFUSE);
        assertThat(read("{\"inputs\": {\"fare\": [1], \"company\": [" + written + "]}}")
                        .texts(2))
                .containsExactly(category);
    }

    @Test
    void takesTruthValuesInTheWordsOfFiles() {
        var read = read("{\"instances\": [{\"fare\": 1, \"shared\": \"Yes\"}, {\"fare\": 1, \"shared\": \"no\"}, "
                + "{\"fare\": 1, \"shared\": \" TRUE\"}]}");

        assertThat(read.numbers(1)).containsExactly(1, 0, 1);
    }

    @Test
    void takesDatesAsPeopleWriteThem() {
        rows = new RowsBuilder(
                new Signature(List.of(new Feature("at", Feature.Kind.TIME, true))), 10, UnknownColumns.REFUSE);

        var read = read("{\"instances\": [{\"at\": \"1970-01-02\"}, {\"at\": \"1970-01-01T01:00:00+01:00\"}, "
                + "{\"at\": \"1/31/1970 2:30 PM\"}, {\"at\": \"Jun 12 1970\"}, {\"at\": \"\"}, {\"at\": null}]}");

        assertThat(read.numbers(0)).containsExactly(86_400, 0, 2_644_200, 13_996_800, Double.NaN, Double.NaN);
    }

    @Test
    void saysWhatCameInsteadOfADate() {
        rows = new RowsBuilder(
                new Signature(List.of(new Feature("at", Feature.Kind.TIME, true))), 10, UnknownColumns.REFUSE);

        var problem = catchThrowableOfType(Problem.class, () -> read("{\"instances\": [{\"at\": \"1/2/2026\"}]}"));

        assertThat(problem.code()).isEqualTo("FEATURE_TYPE");
        assertThat(problem)
                .hasMessageContaining(
                        "Column at takes a date such as 2026-01-31 or 2026-01-31T14:30, not \"1/2/2026\", which may be 2026-02-01 or 2026-01-02");
        assertThat(problem.extensions()).containsEntry("row", 0).containsEntry("column", "at");
    }

    @Test
    void takesAnIdentifierAsItIsWritten() {
        var read = read("{\"instances\": [{\"fare\": 1, \"company\": 17031840300}]}");

        assertThat(read.texts(2)).containsExactly("17031840300");
    }

    @Test
    void namesColumnsThatItLeavesOutWhenAsked() {
        rows = rows(UnknownColumns.IGNORE);

        read("{\"instances\": [{\"fare\": 1, \"tips\": {\"a\": [1]}}]}");

        assertThat(rows.ignored()).containsExactly("tips");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"instances\": [{\"shared\": true}]} | FEATURE_MISSING",
                "{\"instances\": [{\"fare\": null}]} | FEATURE_NULL",
                "{\"instances\": [{\"fare\": 1, \"farre\": 2}]} | FEATURE_UNKNOWN",
                "{\"instances\": [{\"fare\": \"12 km\"}]} | FEATURE_TYPE",
                "{\"instances\": [{\"fare\": \"\"}]} | FEATURE_TYPE",
                "{\"instances\": [{\"fare\": \"1e999\"}]} | NUMBER_NOT_FINITE",
                "{\"instances\": [{\"fare\": true}]} | FEATURE_TYPE",
                "{\"instances\": [{\"fare\": [1]}]} | FEATURE_TYPE",
                "{\"instances\": [{\"fare\": 1, \"shared\": 2}]} | FEATURE_TYPE",
                "{\"instances\": [{\"fare\": 1, \"shared\": \"maybe\"}]} | FEATURE_TYPE",
                "{\"instances\": [{\"fare\": 1, \"company\": true}]} | FEATURE_TYPE",
                "{\"instances\": [{\"fare\": NaN}]} | NUMBER_NOT_FINITE",
                "{\"instances\": [{\"fare\": 1e400}]} | NUMBER_NOT_FINITE",
                "{\"instances\": [{\"fare\": \"Infinity\"}]} | NUMBER_NOT_FINITE",
                "{\"instances\": [{\"fare\": 1, \"fare\": 2}]} | JSON_DUPLICATE_KEY",
                "{\"instances\": [[1, true, null]], \"instances\": [[2, true, null]]} | JSON_DUPLICATE_KEY",
                "{\"id\": 1, \"instances\": [[1, true, null]], \"id\": 2} | JSON_DUPLICATE_KEY",
                "{\"instances\": [[1, true]]} | ROW_WIDTH",
                "{\"instances\": [[1, true, null, 4]]} | ROW_WIDTH",
                "{\"instances\": [1]} | ROW_FORM",
                "{\"instances\": []} | ROWS_MISSING",
                "{\"instances\": [[1,true,null],[1,true,null],[1,true,null],[1,true,null]]} | BATCH_TOO_LARGE",
                "{\"instance\": []} | UNKNOWN_FIELD",
                "{} | INSTANCES_MISSING",
                "[] | INSTANCES_MISSING",
                "{\"instances\": [[1, true, null]]} 1 | JSON_MALFORMED",
            })
    void refuses(String body, String code) {
        var problem = catchThrowableOfType(Problem.class, () -> read(body));

        assertThat(problem).isNotNull();
        assertThat(problem.code()).isEqualTo(code);
    }

    @Test
    void saysWhichColumnWasMeant() {
        var problem = catchThrowableOfType(
                Problem.class, () -> read("{\"instances\": [{\"fare\": 1, \"compny\": \"Blue\"}]}"));

        assertThat(problem.extensions()).containsEntry("didYouMean", "company").containsEntry("row", 0);
    }
}
