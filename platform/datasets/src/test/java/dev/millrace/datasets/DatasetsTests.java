package dev.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTests {

    @TempDir
    Path directory;

    private LocalArtifactStore artifacts;
    private Datasets datasets;

    @BeforeEach
    void open() {
        artifacts = new LocalArtifactStore(directory.resolve("artifacts"));
        datasets = new Datasets(artifacts, new Limits(128 << 20, 1 << 30, 2));
    }

    @AfterEach
    void close() {
        datasets.close();
        artifacts.close();
    }

    @Test
    void showsThePartsAsOneViewWithColumnsMatchedByName() {
        var first = part("SELECT 1::BIGINT AS a, 'x' AS b");
        var second = part("SELECT 'y' AS b, 2::BIGINT AS a, true AS c");

        try (var session = datasets.open(List.of(first, second))) {
            assertThat(session.columns())
                    .containsExactly(
                            new Column("a", ColumnType.INTEGER),
                            new Column("b", ColumnType.STRING),
                            new Column("c", ColumnType.BOOLEAN));
            var rows = new ArrayList<String>();
            session.query("SELECT a, b, c FROM data WHERE a > ? ORDER BY a", row -> rows.add(row.getString(2)), 0);
            assertThat(rows).containsExactly("x", "y");
        }
    }

    @Test
    void tellsColumnsApartThatDifferOnlyByCase() {
        var part = part("SELECT 1::BIGINT AS " + String.join(", 2::BIGINT AS ", identifiers("Age", "age", "AGE")));

        try (var session = datasets.open(List.of(part))) {
            assertThat(session.columns()).extracting(Column::name).containsExactly("Age", "age", "AGE");
            assertThat(session.readColumns("SELECT %s, %s FROM data WHERE %s = 2"
                            .formatted(
                                    session.identifier("age"), session.identifier("Age"), session.identifier("AGE"))))
                    .satisfiesExactly(
                            small -> {
                                assertThat(small.name()).isEqualTo("age");
                                assertThat(small.longs()).containsExactly(2);
                            },
                            capital -> {
                                assertThat(capital.name()).isEqualTo("Age");
                                assertThat(capital.longs()).containsExactly(1);
                            });
        }
    }

    @Test
    void doesNotMixColumnsOfSeveralPartsThatDifferOnlyByCase() {
        var before = part("SELECT 1::BIGINT AS \"Age\", 'x' AS b");
        var both = part("SELECT 2::BIGINT AS %s, 3::BIGINT AS %s, 'y' AS %s"
                .formatted(identifiers("Age", "age", "b").toArray()));
        var swapped = part("SELECT 4::BIGINT AS %s, 5::BIGINT AS %s"
                .formatted(identifiers("age", "Age").toArray()));

        try (var session = datasets.open(List.of(before, both, swapped, before))) {
            assertThat(session.columns())
                    .containsExactly(
                            new Column("Age", ColumnType.INTEGER),
                            new Column("b", ColumnType.STRING),
                            new Column("age", ColumnType.INTEGER));
            var columns = session.readColumns("SELECT * FROM data");
            assertThat(columns.get(0).strings()).containsExactly("1", "2", "5", "1");
            assertThat(columns.get(1).strings()).containsExactly("x", "y", null, "x");
            assertThat(columns.get(2).strings()).containsExactly(null, "3", "4", null);
        }
    }

    @Test
    void findsEveryNameAgainHoweverItLooks() {
        var names = List.of("a", "A", "a\u001f1", "A\u001f1", "a\u001f2", "\u001f", "ä", "Ä", "a_1");

        assertThat(StoredNames.of(names).stream().map(StoredNames::name)).isEqualTo(names);
        assertThat(StoredNames.of(names).stream().map(StoredNames::folded)).doesNotHaveDuplicates();
        assertThat(StoredNames.of(List.of("Age", "b", "age"))).containsExactly("Age", "b", "age\u001f1");
    }

    @Test
    void readsColumnsOfEveryTypeExactly() {
        var part = part("SELECT * FROM (VALUES"
                + " (true, 17031320100::BIGINT, 1.5::DOUBLE, 'ä', DATE '2026-02-28', TIMESTAMP '2026-02-28 12:30:00'),"
                + " (NULL, NULL, NULL, NULL, NULL, NULL)) AS t(b, i, d, s, day, moment)");

        try (var session = datasets.open(List.of(part))) {
            var columns = session.readColumns("SELECT * FROM data");

            assertThat(columns).extracting(ColumnData::name).containsExactly("b", "i", "d", "s", "day", "moment");
            assertThat(columns).extracting(ColumnData::type).containsExactly(ColumnType.values());
            assertThat(columns)
                    .allSatisfy(column -> assertThat(column.isNull(1)).isTrue());
            assertThat(columns.get(0).doubles()).containsExactly(1, Double.NaN);
            assertThat(columns.get(1).longs()).containsExactly(17031320100L, 0);
            assertThat(columns.get(1).strings()).containsExactly("17031320100", null);
            assertThat(columns.get(2).doubles()).containsExactly(1.5, Double.NaN);
            assertThat(columns.get(3).strings()).containsExactly("ä", null);
            assertThat(columns.get(4).strings()).containsExactly("2026-02-28", null);
            assertThat(columns.get(5).strings()).containsExactly("2026-02-28T12:30", null);
        }
    }

    @Test
    void readsMoreRowsThanOneChunkInOrder() {
        var part = part("SELECT range AS n, range::VARCHAR AS t FROM range(100000)");

        try (var session = datasets.open(List.of(part))) {
            var columns = session.readColumns("SELECT n, t FROM data");

            assertThat(columns.getFirst().rows()).isEqualTo(100_000);
            assertThat(columns.getFirst().longs()[99_999]).isEqualTo(99_999);
            assertThat(columns.getLast().strings()[50_000]).isEqualTo("50000");
        }
    }

    @Test
    void readsColumnsOfAnEmptyResult() {
        try (var session = datasets.connect()) {
            assertThat(session.readColumns("SELECT 1::BIGINT AS n, 'x' AS t WHERE false"))
                    .extracting(ColumnData::type)
                    .containsExactly(ColumnType.INTEGER, ColumnType.STRING);
        }
    }

    @Test
    void readsNothingOutsideTheArtifactDirectory() throws Exception {
        var secret = Files.writeString(directory.resolve("secret.csv"), "a\n1\n");
        try (var session = datasets.connect()) {
            for (String path : List.of(secret.toString(), artifacts.root() + "/../secret.csv", "/etc/passwd")) {
                assertThatExceptionOfType(DatasetException.class)
                        .isThrownBy(() -> session.execute("SELECT * FROM read_csv(" + Sql.literal(path) + ")"))
                        .withMessageContaining("disabled by configuration");
            }
        }
    }

    @Test
    void writesNothingOutsideTheArtifactDirectory() {
        try (var session = datasets.connect()) {
            var target = Sql.literal(directory.resolve("out.parquet").toString());
            assertThatExceptionOfType(DatasetException.class)
                    .isThrownBy(() -> session.execute("COPY (SELECT 1) TO " + target));
            assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> session.execute("ATTACH " + target));
        }
    }

    @Test
    void hasALockedConfiguration() {
        try (var session = datasets.connect()) {
            assertThatExceptionOfType(DatasetException.class)
                    .isThrownBy(() -> session.execute("SET enable_external_access = true"));
        }
    }

    @Test
    void tellsWantOfMemoryFromFaultsOfTheData() {
        try (var small = new Datasets(artifacts, new Limits(32 << 20, 0, 1));
                var session = small.connect()) {
            assertThatExceptionOfType(DatasetMemoryException.class)
                    .isThrownBy(() -> session.readColumns("SELECT length(string_agg(md5(CAST(range AS VARCHAR)), ''))"
                            + " FROM range(2000000) GROUP BY range % 2"))
                    .withMessageContaining("no memory left");
        }
    }

    @Test
    void repeatsNoDataWhereDuckDbStumblesOverIt() {
        try (var session = datasets.connect()) {
            for (String statement :
                    List.of("SELECT 'Mrs Smith, 47'::BIGINT", "SELECT 48151623::TINYINT", "SELECT '4815-16'::DATE")) {
                assertThatExceptionOfType(DatasetException.class)
                        .isThrownBy(() -> session.execute(statement))
                        .satisfies(failure -> {
                            var printed = new StringWriter();
                            failure.printStackTrace(new PrintWriter(printed));
                            assertThat(printed.toString())
                                    .contains("Conversion Error")
                                    .doesNotContain("Smith", "47'", "4815");
                        });
            }
        }
    }

    @Test
    void keepsSessionsApart() {
        var part = part("SELECT 1::BIGINT AS a");
        try (var first = datasets.open(List.of(part));
                var second = datasets.connect()) {
            first.execute("SELECT * FROM data");
            assertThatExceptionOfType(DatasetException.class)
                    .isThrownBy(() -> second.execute("SELECT * FROM data"))
                    .withMessageContaining("data does not exist");
        }
    }

    @Test
    void quotesWhateverANameContains() {
        assertThat(Sql.identifier("a\"; DROP TABLE x; --")).isEqualTo("\"a\"\"; DROP TABLE x; --\"");
        assertThat(Sql.literal("it's")).isEqualTo("'it''s'");
        var part = part("SELECT 1::BIGINT AS " + Sql.identifier("a\"b 'c'"));
        try (var session = datasets.open(List.of(part))) {
            var name = session.columns().getFirst().name();
            assertThat(name).isEqualTo("a\"b 'c'");
            assertThat(session.readColumns("SELECT " + Sql.identifier(name) + " FROM data"))
                    .hasSize(1);
        }
    }

    @Test
    void readsEveryRowHoweverFewTheColumns() {
        try (var session = datasets.connect()) {
            assertThat(session.readColumns("SELECT i FROM range(5000) t(i)"))
                    .singleElement()
                    .satisfies(column -> assertThat(column.rows()).isEqualTo(5000));
        }
    }

    @Test
    void streamsEveryRowOnce() {
        var part = part(
                "SELECT i::BIGINT AS a, nullif(i, 3)::VARCHAR AS b, i / 2.0::DOUBLE AS c, i > 5 AS d FROM range(10000) t(i)");
        var rows = new ArrayList<String>();

        try (var session = datasets.open(List.of(part))) {
            session.stream("SELECT a, b, c, d FROM data", chunk -> {
                for (int row = 0; row < chunk.rows(); row++) {
                    rows.add(chunk.whole(0, row) + " " + (chunk.isNull(1, row) ? null : chunk.text(1, row)) + " "
                            + chunk.real(2, row) + " " + chunk.truth(3, row));
                }
            });
        }

        assertThat(rows)
                .hasSize(10_000)
                .startsWith("0 0 0.0 false")
                .contains("3 null 1.5 false", "9999 9999 4999.5 true");
    }

    private Digest part(String select) {
        try (var session = datasets.connect();
                var draft = artifacts.draft()) {
            session.execute(
                    "COPY (" + select + ") TO " + Sql.literal(draft.file().toString()) + " (FORMAT parquet)");
            return draft.commit();
        }
    }

    private static List<String> identifiers(String... names) {
        return StoredNames.of(List.of(names)).stream().map(Sql::identifier).toList();
    }
}
