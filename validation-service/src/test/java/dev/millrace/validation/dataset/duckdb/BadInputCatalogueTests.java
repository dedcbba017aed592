package dev.millrace.validation.dataset.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.validation.rule.Finding;
import dev.millrace.validation.rule.InferSchema;
import dev.millrace.validation.rule.Severity;
import dev.millrace.validation.rule.Standard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of the catalogue of bad files that a dataset's schema judges, by their ids. Ingestion takes such files in. */
class BadInputCatalogueTests {

    private static final String ID = "i AS id, ";
    private static final String FARE = "i % 50 / 10.0::DOUBLE AS fare, ";
    private static final String PAID = "CASE WHEN i % 2 = 0 THEN 'cash' ELSE 'card' END AS paid";
    private static final String ROWS = " FROM range(1000) t(i)";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static Versions versions;

    @BeforeAll
    static void open() throws IOException {
        versions = new Versions(directory);
    }

    @AfterAll
    static void close() {
        versions.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "C12; {id} 'infinity'::DOUBLE AS fare, {paid}; HAS_INF; BLOCK",
                "C15; {id} {paid}; MISSING_COLUMN; BLOCK",
                "C15; {id} i % 50 / 10.0::DOUBLE AS FARE, {paid}; RENAMED_COLUMN; WARN",
                "C16; {id} CASE WHEN i % 10 = 0 THEN 1.5::DOUBLE END AS fare, {paid}; LOW_COMPLETENESS; BLOCK",
                "C17; {id} {fare} CASE WHEN i % 10 = 0 THEN 'cheque' ELSE 'cash' END AS paid; OUT_OF_DOMAIN; WARN",
                "C17; {id} {fare} 'cheque' AS paid; OUT_OF_DOMAIN; BLOCK",
                "C18; i // 2 AS id, {fare} {paid}; NOT_UNIQUE; WARN"
            })
    void isFoundAsTheCatalogueSays(String row, String columns, Finding.Code code, Severity severity) {
        var first = versions.profiles().profile(List.of(versions.ofQuery("SELECT " + ID + FARE + PAID + ROWS)), null);
        var schema = InferSchema.from(first);
        var select = columns.replace("{id}", ID).replace("{fare}", FARE).replace("{paid}", PAID);

        var bad = versions.profiles().profile(List.of(versions.ofQuery("SELECT " + select + ROWS)), schema);

        assertThat(new Standard(schema, false, first.rows())
                        .judge(bad, List.of(), () -> Optional.of(first))
                        .findings())
                .as(row)
                .anySatisfy(finding -> {
                    assertThat(finding.code()).isEqualTo(code);
                    assertThat(finding.severity()).isEqualTo(severity);
                });
    }
}
