package dev.millrace.training.learn.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.datasets.Sql;
import dev.millrace.datasets.StoredNames;
import dev.millrace.pipelines.DataSpec;
import dev.millrace.pipelines.DataSpec.Feedback;
import dev.millrace.pipelines.DataSpec.RareClasses;
import dev.millrace.pipelines.DataSpec.Sample;
import dev.millrace.pipelines.DataSpec.Split;
import dev.millrace.pipelines.DataSpec.Target;
import dev.millrace.pipelines.DataSpec.Versions;
import dev.millrace.pipelines.DerivedColumn;
import dev.millrace.pipelines.DerivedColumn.Comparison;
import dev.millrace.pipelines.DerivedColumn.Expression;
import dev.millrace.pipelines.FeedbackColumns;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import dev.millrace.training.learn.UnlearnableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadRowsTests {

    private static final long MEMORY = 100_000;
    private static final DataSpec ALL = data(List.of(), null);
    private static final Set<Trainer> TREES = Set.of(Trainer.GRADIENT_BOOSTED_TREES);

    private final LocalArtifactStore artifacts;
    private final Datasets datasets;
    private final ReadRows read;

    ReadRowsTests(@TempDir Path directory) {
        artifacts = new LocalArtifactStore(directory);
        datasets = new Datasets(artifacts, new Limits(64L << 20, 1L << 30, 1));
        read = new ReadRows(datasets, artifacts, new RunMemory(MEMORY));
    }

    @AfterEach
    void close() {
        datasets.close();
    }

    @Test
    void readsANumberAsANumberThoughOneValueOfALaterPartIsNone() {
        var first = part("SELECT 12.45::DOUBLE AS fare");
        var second = part("SELECT unnest(['0.1', 'abc', NULL]) AS fare");
        var fare = column(List.of(first, second), "fare", Map.of("fare", ColumnType.DOUBLE));
        assertThat(fare.kind()).isEqualTo(RawColumn.Kind.NUMBER);
        assertThat(fare.numbers()).containsExactly(12.45, 0.1, Double.NaN, Double.NaN);
    }

    @Test
    void readsANumberAsANumberThoughTheFirstPartHasNoValue() {
        var first = part("SELECT NULL::VARCHAR AS tract");
        var second = part("SELECT 17031081401 AS tract");
        var tract = column(List.of(first, second), "tract", Map.of("tract", ColumnType.INTEGER));
        assertThat(tract.numbers()).containsExactly(Double.NaN, 17_031_081_401.0);
    }

    @Test
    void doesNotRoundAWholeNumberThatHasGotAFraction() {
        var first = part("SELECT 1::BIGINT AS miles");
        var second = part("SELECT 2.5::DOUBLE AS miles");
        var miles = column(List.of(first, second), "miles", Map.of("miles", ColumnType.INTEGER));
        assertThat(miles.numbers()).containsExactly(1, 2.5);
    }

    @Test
    void tellsColumnsApartThatDifferOnlyByCase() {
        var stored = StoredNames.of(List.of("Age", "age")).getLast();
        var both = part("SELECT 1::BIGINT AS \"Age\", '50' AS " + Sql.identifier(stored));
        var one = part("SELECT 7::BIGINT AS age");
        var derived = new DerivedColumn(
                "AGE", Comparison.GREATER, new Expression.Column("age"), new Expression.Column("Age"));
        var table = read.read(
                        List.of(both, one), Map.of("age", ColumnType.INTEGER), data(List.of(derived), null), TREES)
                .table();
        assertThat(table.columns()).extracting(RawColumn::name).containsExactly("Age", "age", "AGE");
        assertThat(table.column("Age").orElseThrow().numbers()).containsExactly(1, Double.NaN);
        assertThat(table.column("age").orElseThrow().numbers()).containsExactly(50, 7);
        assertThat(table.column("AGE").orElseThrow().numbers()).containsExactly(1, Double.NaN);
    }

    @Test
    void takesTheDerivedLabelFromLabelledRowsAndNothingFromWhatTellsWhereTheyAreFrom() {
        var own = part("SELECT 1::DOUBLE AS tips, 2::DOUBLE AS fare");
        var labelled = part("SELECT unnest([5.0, 6.0])::DOUBLE AS fare, unnest([true, false]) AS big_tip, 'p1' AS "
                + Sql.identifier(FeedbackColumns.PREDICTION) + ", 3 AS " + Sql.identifier(FeedbackColumns.VERSION));
        var derived = new DerivedColumn(
                "big_tip", Comparison.GREATER, new Expression.Column("tips"), new Expression.Constant(2));

        var table = read.read(
                        List.of(own, labelled), Map.of("big_tip", ColumnType.BOOLEAN), withFeedback(derived), TREES)
                .table();

        assertThat(table.columns()).extracting(RawColumn::name).containsExactly("tips", "fare", "big_tip");
        var label = table.column("big_tip").orElseThrow();
        assertThat(label.derived()).isTrue();
        assertThat(label.numbers()).containsExactly(0, 1, 0);
    }

    @Test
    void readsDatesAndBooleansAmongTexts() {
        var first = part("SELECT DATE '2026-01-31' AS day, true AS shared");
        var second = part("SELECT 'soon' AS day, 'maybe' AS shared");
        var types = Map.of("day", ColumnType.DATE, "shared", ColumnType.BOOLEAN);
        assertThat(column(List.of(first, second), "day", types).texts()).containsExactly("2026-01-31", "");
        assertThat(column(List.of(first, second), "shared", types).numbers()).containsExactly(1, Double.NaN);
    }

    @Test
    void refusesMoreThanFitsIntoMemoryBeforeItIsReadAndSaysHowManyRowsFit() {
        var fits = part("SELECT i AS a, i AS b FROM range(1000) AS r(i)");
        assertThat(rows(fits, TREES)).isEqualTo(1_000);
        assertThatThrownBy(() -> read.read(List.of(fits, fits), Map.of(), ALL, TREES))
                .isInstanceOfSatisfying(UnlearnableException.class, refused -> {
                    assertThat(refused.code()).isEqualTo("DATA_TOO_LARGE");
                    assertThat(refused)
                            .hasMessageContaining("MILLRACE_TRAINING_HEAP=1g ./millrace up")
                            .hasMessageContaining("data.versions")
                            .hasMessageContaining("data.sample: {rows: 1136}");
                });
    }

    @Test
    void countsWhatTextsAndLinearModelsTakeMore() {
        var texts = part("SELECT 'shop ' || i % 7 AS a, 'note ' || i AS b FROM range(1000) AS r(i)");
        var numbers = part("SELECT i AS a, i AS b FROM range(1000) AS r(i)");
        assertThatThrownBy(() -> rows(texts, TREES)).hasMessageContaining("take about");
        assertThatThrownBy(() -> rows(numbers, Set.of(Trainer.LOGISTIC_REGRESSION)))
                .hasMessageContaining("take about");
    }

    @Test
    void drawsRowsOfEachClassInItsShareAndTheSameOnesAgain() {
        var part = part("SELECT i AS a, CASE i % 10 WHEN 0 THEN 'rare' WHEN 1 THEN NULL ELSE 'often' END AS label"
                + " FROM range(10000) AS r(i)");
        var sampled = read.read(List.of(part), Map.of(), data(List.of(), new Sample(1_000)), TREES);
        assertThat(sampled.unsampled()).isEqualTo(9_000);
        var labels = sampled.table().column("label").orElseThrow();
        assertThat(labels.texts()).hasSize(1_000);
        assertThat(Arrays.stream(labels.texts()).filter("rare"::equals)).hasSize(100);
        assertThat(Arrays.stream(labels.texts()).filter(String::isEmpty)).hasSize(100);
        var again = read.read(List.of(part), Map.of(), data(List.of(), new Sample(1_000)), TREES);
        double[] drawn = sampled.table().column("a").orElseThrow().numbers();
        assertThat(again.table().column("a").orElseThrow().numbers()).isEqualTo(drawn);
        assertThat(drawn).isSorted().doesNotHaveDuplicates();
        assertThat(drawn[999]).isGreaterThan(9_900);
    }

    @Test
    void drawsRowsWhereEachHasALabelOfItsOwn() {
        var part = part("SELECT i AS a, i / 3 AS label FROM range(10000) AS r(i)");
        var sampled = read.read(List.of(part), Map.of(), data(List.of(), new Sample(1_000)), TREES);
        assertThat(sampled.table().rows()).isEqualTo(1_000);
    }

    @Test
    void readsAllRowsWhereThereAreNoMoreThanWanted() {
        var part = part("SELECT i AS a, i AS label FROM range(1000) AS r(i)");
        var read = this.read.read(List.of(part), Map.of(), data(List.of(), new Sample(1_000)), TREES);
        assertThat(read.unsampled()).isZero();
        assertThat(read.table().rows()).isEqualTo(1_000);
    }

    private static DataSpec data(List<DerivedColumn> derive, @Nullable Sample sample) {
        return data("label", derive, sample, null);
    }

    private static DataSpec withFeedback(DerivedColumn label) {
        return data(label.name(), List.of(label), null, new Feedback("rows-feedback", 1000, Duration.ofHours(6), 1));
    }

    private static DataSpec data(
            String label, List<DerivedColumn> derive, @Nullable Sample sample, @Nullable Feedback feedback) {
        var target = new Target(label, null, null, RareClasses.DROP);
        var split = new Split(Split.By.HASH, 0.7, 0.15, 0.15, null, 7);
        return new DataSpec(
                "rows", new Versions.All(), sample, derive, target, List.of(), split, List.of(), Map.of(), feedback);
    }

    private int rows(Digest part, Set<Trainer> trainers) {
        return read.read(List.of(part), Map.of(), ALL, trainers).table().rows();
    }

    @Test
    void saysThatAFileIsDamaged() throws IOException {
        var part = part("SELECT i AS a FROM range(6) AS r(i)");
        var file = artifacts.path(part);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.write(file, new byte[] {'P', 'A', 'R', '1', 'n', 'o', 'n', 'e'});

        assertThatThrownBy(() -> read.read(List.of(part), Map.of(), ALL, TREES))
                .isInstanceOfSatisfying(
                        UnlearnableException.class,
                        refused -> assertThat(refused.code()).isEqualTo("DIGEST_MISMATCH"));
    }

    private RawColumn column(List<Digest> parts, String name, Map<String, ColumnType> types) {
        return read.read(parts, types, ALL, TREES).table().column(name).orElseThrow();
    }

    private Digest part(String query) {
        try (var session = datasets.connect();
                var draft = artifacts.draft()) {
            session.execute(
                    "COPY (" + query + ") TO " + Sql.literal(draft.file().toString()) + " (FORMAT PARQUET)");
            return draft.commit();
        }
    }
}
