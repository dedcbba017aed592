package dev.millrace.training.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.Digest;
import dev.millrace.models.Baseline;
import dev.millrace.models.GoldenCheck;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.Predictor;
import dev.millrace.pipelines.Metric;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.training.learn.train.CancelledException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnFromRowsTests {

    /** The chance of yes rises with size, falls with missing weight and depends on colour. */
    private static final String ROWS = """
            SELECT CASE WHEN i % 9 = 0 THEN NULL ELSE (i * 7919 % 1000) / 10.0 END AS size,
                   CASE i % 3 WHEN 0 THEN 'red' WHEN 1 THEN 'blue' ELSE NULL END AS colour,
                   17031081400 + i % 4 AS tract,
                   (i * 7919 % 1000) / 10.0 + CASE i % 3 WHEN 0 THEN 30 ELSE 0 END + (i * 104729 % 400) / 10.0 AS worth,
                   CASE WHEN i % 50 = 0 THEN NULL ELSE 70.0::DOUBLE END AS price
            FROM range(1500) AS r(i)""";

    private final Workbench bench;

    LearnFromRowsTests(@TempDir Path directory) {
        bench = new Workbench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic-regression", "gradient-boosted-trees"})
    void everyTrainerGivesAWholePackageAndTheSameOneAgain(String trainer) {
        var part = bench.rows(ROWS);
        var learned = bench.learn(spec("dear", trainer), List.of(part), null);
        assertThat(learned.recipe().trainer()).isEqualTo(trainer);
        assertThat(learned.metrics().test().get("auc")).isGreaterThan(0.9);
        assertThat(learned.warnings()).isEmpty();
        var manifest = bench.packages.read(learned.packageDigest());
        assertThat(manifest.target().classes()).containsExactly("false", "true");
        try (Predictor predictor = bench.packages.predictor(manifest)) {
            assertThat(GoldenCheck.replay(predictor, manifest, bench.packages.goldenRows(manifest)))
                    .isInstanceOf(GoldenCheck.Result.Passed.class);
        }
        var again = bench.learn(spec("dear", trainer), List.of(part), new Champion(1, learned.packageDigest()));
        assertThat(bench.packages.read(again.packageDigest()).parts().onnx())
                .isEqualTo(manifest.parts().onnx());
        assertThat(again.comparison().metrics()).isEqualTo(learned.metrics().test());
    }

    @Test
    void leavesOutRowsWhoseLabelCannotBeDerived() {
        var learned = bench.learn(spec("dear", "logistic-regression"), List.of(bench.rows(ROWS)), null);
        var provenance = bench.packages.read(learned.packageDigest()).provenance();
        assertThat(provenance.split().rows()).isEqualTo(1_470);
    }

    @Test
    void countsEveryRowInEachColumnOfTheBaselineAndThePredictionsOfThoseThatTrainingDidNotSee() {
        var learned = bench.learn(spec("dear", "gradient-boosted-trees"), List.of(bench.rows(ROWS)), null);
        var manifest = bench.packages.read(learned.packageDigest());
        var baseline = bench.packages.baseline(manifest);
        var provenance = manifest.provenance();
        long unseen = provenance.split().validationRows() + provenance.split().testRows();
        assertThat(baseline.rows()).isEqualTo(provenance.split().trainRows() + unseen);
        assertThat(baseline.columns())
                .allSatisfy(column -> assertThat(column.counts().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .as(column.name())
                        .isEqualTo(column.name().equals("prediction") ? unseen : baseline.rows()));
        assertThat(baseline.columns().getLast().name()).isEqualTo("prediction");
        assertThat(baseline.columns().stream()
                        .mapToDouble(Baseline.Column::importance)
                        .sum())
                .isBetween(1 - 1e-9, 1 + 1e-9);
    }

    @Test
    void takesRowsAsTheyStandInTheDataThoughNotEveryColumnIsLearnedFrom() {
        var query = "SELECT *, i AS id, 'name ' || i AS name, TIMESTAMP '2026-01-01' AS started, i = 9999 AS odd, "
                + "NULL::DOUBLE AS never FROM (SELECT *, row_number() OVER () AS i FROM (" + ROWS + "))";
        var learned = bench.learn(spec("dear", "logistic-regression"), List.of(bench.rows(query)), null);
        var manifest = bench.packages.read(learned.packageDigest());
        assertThat(manifest.signature())
                .extracting(ModelPackage.Feature::name)
                .containsExactly("size", "colour", "tract", "price", "i", "id", "name", "started", "odd", "never");
        assertThat(bench.packages.baseline(manifest).columns())
                .extracting(Baseline.Column::name)
                .containsExactly("size", "colour", "tract", "price", "started", "odd", "never", "prediction");
        try (Predictor predictor = bench.packages.predictor(manifest)) {
            assertThat(GoldenCheck.replay(predictor, manifest, bench.packages.goldenRows(manifest)))
                    .isInstanceOf(GoldenCheck.Result.Passed.class);
        }
    }

    /** A value that there was no other of is watched for any other, and so is what the specification calls critical. */
    @Test
    void watchesColumnsThatAreNotLearnedFrom() {
        var query = "SELECT *, 'DE' AS country, 'name ' || i AS name, 7.5::DOUBLE AS rate "
                + "FROM (SELECT *, row_number() OVER () AS i FROM (" + ROWS + "))";
        var spec = Workbench.spec(PipelineSpecs.toCanonicalJson(spec("dear", "logistic-regression"))
                .replace("\"critical\":[]", "\"critical\":[\"country\",\"name\",\"i\"]"));

        var learned = bench.learn(spec, List.of(bench.rows(query)), null);

        var columns = bench.packages
                .baseline(bench.packages.read(learned.packageDigest()))
                .columns();
        assertThat(columns)
                .extracting(Baseline.Column::name)
                .containsExactly("size", "colour", "tract", "price", "i", "country", "name", "rate", "prediction");
        assertThat(columns.get(4).kind()).isEqualTo(Baseline.Column.Kind.NUMBER);
        assertThat(columns.get(5).categories()).containsExactly("DE");
        assertThat(columns.get(6).categories()).isEmpty();
        assertThat(columns.get(7).categories()).containsExactly("7.5");
        assertThat(columns.subList(3, 8))
                .allSatisfy(column -> assertThat(column.importance()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic-regression", "gradient-boosted-trees"})
    void learnsBesideInfiniteAndHugeNumbers(String trainer) {
        var part = bench.rows("SELECT * REPLACE (CASE row_number() OVER () % 50 WHEN 0 THEN 'inf'::DOUBLE "
                + "WHEN 1 THEN '-inf'::DOUBLE WHEN 2 THEN 1e300 WHEN 3 THEN -1e39 ELSE size END AS size) FROM (" + ROWS
                + ")");
        var learned = bench.learn(spec("dear", trainer), List.of(part), null);
        assertThat(learned.metrics().test().get("auc")).isGreaterThan(0.85);
    }

    @Test
    void leavesOutRowsWhoseLabelWouldComeFromAnInfiniteNumber() {
        var part = bench.rows("SELECT * REPLACE (CASE WHEN row_number() OVER () <= 100 THEN 'inf'::DOUBLE "
                + "ELSE worth END AS worth, 70.0::DOUBLE AS price) FROM (" + ROWS + ")");
        var learned = bench.learn(spec("dear", "logistic-regression"), List.of(part), null);
        var provenance = bench.packages.read(learned.packageDigest()).provenance();
        assertThat(provenance.split().rows()).isEqualTo(1_400);
    }

    @Test
    void scoresAChampionWhoseUnusedColumnTheDataNoLongerHave() {
        // The split is another one without these columns, so most test rows are among those that the champion was made
        // of.
        var many = ROWS.replace("range(1500)", "range(9000)");
        var with = bench.rows("SELECT *, 'same' AS same, 'twin' AS twin FROM (" + many + ")");
        var champion = bench.learn(spec("dear", "logistic-regression"), List.of(with), null);
        var without = bench.rows("SELECT *, 7::BIGINT AS twin FROM (" + many + ")");
        var learned = bench.learn(
                spec("dear", "logistic-regression"), List.of(without), new Champion(1, champion.packageDigest()));
        assertThat(learned.comparison().problem()).isNull();
        assertThat(learned.comparison().metrics().get("auc")).isGreaterThan(0.9);
    }

    @Test
    void saysWhyRowsCannotBeLearnedFrom() {
        var part = bench.rows(ROWS);
        refused("COLUMN_UNKNOWN", spec("absent", "logistic-regression"), part);
        refused("TASK_UNSUPPORTED", spec("worth", "logistic-regression"), part);
        refused("LABEL_CONSTANT", spec("price", "logistic-regression"), part);
        refused(
                "COLUMN_TYPE",
                spec("dear", "logistic-regression"),
                bench.rows("SELECT 'a' AS worth, 1::BIGINT AS price"));
        refused(
                "CLASSES_TOO_RARE",
                spec("dear", "logistic-regression"),
                bench.rows("SELECT i AS worth, 0::BIGINT AS price, i AS size, 'red' AS colour FROM range(2) AS r(i)"));
    }

    @Test
    void warnsOfACopyOfTheLabelUnlessItIsExcluded() {
        var part = bench.rows("SELECT *, worth > price AS copy FROM (" + ROWS + ")");
        assertThat(bench.learn(spec("dear", "logistic-regression"), List.of(part), null)
                        .warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.column()).isEqualTo("copy"))
                .satisfies(warning -> assertThat(warning.detail()).contains("the label dear", "AUC is 1"));
        assertThat(bench.learn(with("exclude: [worth]", "exclude: [worth, copy]"), List.of(part), null)
                        .warnings())
                .isEmpty();
    }

    @Test
    void tellsWhyAChampionCannotBeScored() {
        var part = bench.rows(ROWS);
        var absent = new Champion(1, new Digest("0".repeat(64)));
        var learned = bench.learn(spec("dear", "logistic-regression"), List.of(part), absent);
        assertThat(learned.comparison().metrics()).isEmpty();
        assertThat(learned.comparison().problem()).isNotEmpty();
    }

    @Test
    void stopsWhenItIsCancelled() {
        var task = bench.task(spec("dear", "gradient-boosted-trees"), List.of(bench.rows(ROWS)));
        assertThatThrownBy(() -> bench.learn.learn(task, Optional::empty, new CancelledWhenTraining()))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void tellsHowFarLogisticRegressionIsAndThereforeHearsOfACancelledRun() {
        var seen = new TreeSet<Double>();
        var task = bench.task(spec("dear", "logistic-regression"), List.of(bench.rows(ROWS)));
        bench.learn.learn(task, Optional::empty, new Progress() {
            @Override
            public void at(String stage, double fraction, Map<String, String> figures) {
                if (stage.startsWith("training")) {
                    seen.add(fraction);
                }
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        });
        assertThat(seen).hasSizeGreaterThan(50);
    }

    @Test
    void refusesColumnsThatTheDataDoNotHave() {
        var part = bench.rows(ROWS);
        refused("COLUMN_UNKNOWN", with("exclude: [worth]", "exclude: [worth, seize]"), part);
        refused("COLUMN_UNKNOWN", with("slices: [colour]", "slices: [color]"), part);
        refused("COLUMN_UNKNOWN", with("approval: automatic", "monitor: {critical: [seize]}"), part);
        assertThatThrownBy(() -> bench.learn(with("exclude: [worth]", "exclude: [worth, seize]"), List.of(part), null))
                .hasMessageContaining("did you mean size?");
    }

    @Test
    void prefersTheCandidateListedFirstAmongEquals() {
        assertThat(Candidates.winner(List.of(0.9, 0.9005, 0.85), Metric.AUC)).isZero();
        assertThat(Candidates.winner(List.of(0.9, 0.95), Metric.AUC)).isOne();
        assertThat(Candidates.winner(List.of(0.4, 0.3), Metric.LOG_LOSS)).isOne();
    }

    @Test
    void choosesByCrossValidationWhereOnlyAFewRowsWouldJudge() {
        var part = bench.rows("FROM (" + ROWS + ") LIMIT 200");
        var selection = bench.learn(twoCandidates(), List.of(part), null).selection();
        assertThat(selection.by()).matches("5-fold cross-validation, because only \\d\\d validation rows would judge");
        assertThat(selection.metric()).isEqualTo("auc");
        assertThat(selection.candidates())
                .extracting(Selection.Scored::trainer)
                .containsExactly("logistic-regression", "gradient-boosted-trees");
        assertThat(selection.candidates())
                .allSatisfy(scored -> assertThat(scored.value()).isGreaterThan(0.6));
        assertThat(selection.baseline()).isEqualTo(0.5);
        assertThat(bench.learn(twoCandidates(), List.of(part), null).selection())
                .isEqualTo(selection);
    }

    @Test
    void choosesByTheValidationRowsWhereTheyAreEnough() {
        var part = bench.rows(ROWS);
        var learned = bench.learn(twoCandidates(), List.of(part), null);
        assertThat(learned.selection().by()).matches("the 2\\d\\d validation rows");
        assertThat(learned.selection().candidates())
                .anySatisfy(scored -> assertThat(scored.value())
                        .isEqualTo(learned.metrics().validation().get("auc")));
    }

    private void refused(String code, PipelineSpec spec, Digest part) {
        assertThatThrownBy(() -> bench.learn(spec, List.of(part), null))
                .isInstanceOfSatisfying(
                        UnlearnableException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static PipelineSpec spec(String label, String trainer) {
        return Workbench.spec(yaml(label, trainer));
    }

    private static PipelineSpec with(String part, String other) {
        return Workbench.spec(yaml("dear", "logistic-regression").replace(part, other));
    }

    private static PipelineSpec twoCandidates() {
        return spec("dear", "logistic-regression}\n    - {trainer: gradient-boosted-trees");
    }

    private static String yaml(String label, String trainer) {
        return """
                apiVersion: millrace/v1
                kind: Pipeline
                name: dear
                data:
                  dataset: rows
                  derive:
                    - {name: dear, greater: [{column: worth}, {column: price}]}
                  label: %s
                  exclude: [%s]
                  split: {by: hash, train: 0.7, validation: 0.15, test: 0.15}
                  slices: [colour]
                train:
                  select: auc
                  candidates:
                    - {trainer: %s}
                gates:
                  - {metric: auc, min: 0.6}
                approval: automatic
                """.formatted(label, label.equals("worth") ? "price" : "worth", trainer);
    }

    /** Nobody wants the result once the first tree stands. */
    private static final class CancelledWhenTraining implements Progress {
        private boolean training;

        @Override
        public void at(String stage, double fraction, Map<String, String> figures) {
            training |= stage.startsWith("training");
        }

        @Override
        public boolean cancelled() {
            return training;
        }
    }
}
