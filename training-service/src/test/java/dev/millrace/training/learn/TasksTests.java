package dev.millrace.training.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.ColumnType;
import dev.millrace.models.GoldenCheck;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.Predictor;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.values.TruthWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels of every kind, from the data to a package that replays. */
class TasksTests {

    /** Three kinds by size with some noise; a price that follows from size and colour. */
    private static final String ROWS = """
            SELECT (i * 7919 % 1000) / 10.0 AS size,
                   CASE i % 3 WHEN 0 THEN 'red' WHEN 1 THEN 'blue' ELSE NULL END AS colour,
                   CASE WHEN (i * 7919 % 1000) + (i * 104729 % 200) < 400 THEN 'small'
                        WHEN (i * 7919 % 1000) + (i * 104729 % 200) < 800 THEN 'medium' ELSE 'large' END AS kind,
                   1e6 + (i * 7919 % 1000) * 3.5 + CASE i % 3 WHEN 0 THEN 900 ELSE 0 END + (i * 104729 % 400) AS price,
                   (i * 7919 % 1000) + (i * 104729 % 300) > 700 AS dear
            FROM range(1500) AS r(i)""";

    private final Workbench bench;

    TasksTests(@TempDir Path directory) {
        bench = new Workbench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({
        "kind, accuracy, logistic-regression, multiclass-classification, 0.75",
        "kind, macro-f1, gradient-boosted-trees, multiclass-classification, 0.75",
        "kind, auc, gradient-boosted-trees, multiclass-classification, 0.9",
        "dear, auc, logistic-regression, binary-classification, 0.9",
        "price, r2, linear-regression, regression, 0.95",
        "price, r2, gradient-boosted-trees, regression, 0.95"
    })
    void learnsWhatTheLabelIsAndPacksIt(String label, String select, String trainer, String task, double least) {
        var exclude = label.equals("kind")
                ? "exclude: [price, dear]"
                : "exclude: [kind, %s]".formatted(label.equals("dear") ? "price" : "dear");
        var part = bench.rows(ROWS);
        var learned = learn(part, label, exclude, select, trainer, null);
        assertThat(learned.target().task()).isEqualTo(task);
        assertThat(learned.metrics().test().get(select)).isGreaterThan(least);
        assertThat(learned.metrics().baseline().get(select))
                .isLessThan(learned.metrics().test().get(select));
        var manifest = bench.packages.read(learned.packageDigest());
        try (Predictor predictor = bench.packages.predictor(manifest)) {
            assertThat(GoldenCheck.replay(predictor, manifest, bench.packages.goldenRows(manifest)))
                    .isInstanceOf(GoldenCheck.Result.Passed.class);
        }
        assertThat(bench.packages.baseline(manifest).columns().getLast().name()).isEqualTo("prediction");
        var again = bench.learn(
                SampleSpecs.of(label, exclude, select, trainer),
                List.of(part),
                new Champion(1, learned.packageDigest()));
        assertThat(again.comparison().metrics()).isEqualTo(learned.metrics().test());
    }

    @Test
    void takesSpellingsOfOneClassForOne() {
        var part = bench.rows("SELECT * REPLACE (CASE WHEN NOT dear THEN 'false' "
                + "WHEN row_number() OVER () % 2 = 0 THEN 'True' ELSE 'true' END AS dear) FROM (" + ROWS + ")");
        var learned = learn(part, "dear", "exclude: [kind, price]", "auc", "logistic-regression", null);
        assertThat(bench.packages.read(learned.packageDigest()).target().classes())
                .containsExactly("false", "true");
        assertThat(learned.target().positive()).isEqualTo("true");
    }

    @Test
    void callsTheClassesOfTruthValuesAsTheNewestPartSays() {
        var before = bench.rows(ROWS, "dear", TruthWords.CAPITALS);
        var newest = bench.rows(ROWS, "dear", TruthWords.CAPITALIZED);
        var silent = bench.rows(ROWS);
        var learned = learn(List.of(before, newest, silent), "positive: true", null);

        assertThat(learned.target()).isEqualTo(new KnownTarget("dear", "binary-classification", "Yes"));
        assertThat(learned.facts().get("train")).contains("No ", "Yes ");
        var manifest = bench.packages.read(learned.packageDigest());
        assertThat(manifest.target().classes()).containsExactly("No", "Yes");
        assertThat(bench.packages.goldenRows(manifest).predictions())
                .contains("No", "Yes")
                .doesNotContain("true");
        try (Predictor predictor = bench.packages.predictor(manifest)) {
            assertThat(GoldenCheck.replay(predictor, manifest, bench.packages.goldenRows(manifest)))
                    .isInstanceOf(GoldenCheck.Result.Passed.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, Yes", "Yes, Yes", "yes, Yes", "false, No", "No, No"})
    void findsThePositiveClassByEachWordForIt(String written, String positive) {
        var part = bench.rows(ROWS, "dear", TruthWords.CAPITALIZED);
        assertThat(learn(List.of(part), "positive: " + written, null).target().positive())
                .isEqualTo(positive);
    }

    @ParameterizedTest
    @CsvSource({"true, false, true", "false, true, false", "Yes, No, Yes", "YES, NO, YES", "1, No, Yes"})
    void goesOnToCallTheClassesAsThePipelineDid(String known, String negative, String positive) {
        var part = bench.rows(ROWS, "dear", TruthWords.CAPITALIZED);
        var learned = learn(List.of(part), "", new KnownTarget("dear", "binary-classification", known));
        assertThat(bench.packages.read(learned.packageDigest()).target().classes())
                .containsExactly(negative, positive);
    }

    /** As in a CSV file, of which ingestion makes truth values. */
    @Test
    void takesTextsThatSayOneTruthValueForOneClass() {
        var part = bench.rows("SELECT * REPLACE (CASE WHEN size % 3 = 0 THEN if(dear, 'yes', 'NO') "
                + "ELSE if(dear, 'Yes', 'No') END AS dear) FROM (" + ROWS + ")");
        var first = bench.learn(spec(""), List.of(part), null);
        assertThat(bench.packages.read(first.packageDigest()).target().classes())
                .containsExactly("No", "Yes");
        var other = bench.rows("SELECT * REPLACE (if(dear, 'YES', 'no') AS dear) FROM (" + ROWS + ")");
        var champion = new Champion(1, first.packageDigest());
        assertThat(classes(spec(""), List.of(other), champion, first.target())).containsExactly("No", "Yes");
    }

    @Test
    void goesOnToCallSeveralClassesAsTheModelInServiceDoes() {
        var multiclass = spec("task: multiclass");
        var first = bench.learn(multiclass, List.of(bench.rows(ROWS)), null);
        var worded = bench.rows(ROWS, "dear", TruthWords.CAPITALIZED);
        var champion = new Champion(1, first.packageDigest());
        assertThat(classes(multiclass, List.of(worded), champion, first.target()))
                .containsExactly("false", "true");
        assertThat(classes(multiclass, List.of(worded), null, null)).containsExactly("No", "Yes");
    }

    /** A file in which the third class does not occur has truth values; beside the others they are texts. */
    @Test
    void takesTruthValuesBesideTextsForTheirClasses() {
        var texts = bench.rows("SELECT * REPLACE (CASE WHEN size % 3 = 0 THEN 'Maybe' "
                + "ELSE if(dear, 'Yes', 'No') END AS dear) FROM (" + ROWS + ")");
        var truths = bench.rows(ROWS, "dear", TruthWords.CAPITALIZED);
        assertThat(classes(spec("task: multiclass"), List.of(texts, truths), null, null))
                .containsExactly("Maybe", "No", "Yes");
    }

    private List<String> classes(
            PipelineSpec spec, List<Digest> parts, @Nullable Champion champion, @Nullable KnownTarget known) {
        var task = bench.task(spec, parts);
        var learned = bench.learn.learn(
                new LearningTask(task.spec(), task.specDigest(), 1, task.runId(), task.data(), known),
                () -> Optional.ofNullable(champion),
                Workbench.UNWATCHED);
        return bench.packages.read(learned.packageDigest()).target().classes();
    }

    /** Rows that were gathered name the class, in a column that is text there. */
    @Test
    void takesGatheredRowsForTheSameClasses() {
        var own = bench.rows(ROWS, "dear", TruthWords.CAPITALIZED);
        var gathered = bench.rows("SELECT * REPLACE (if(dear, 'Yes', 'No') AS dear) FROM (" + ROWS + ")");
        var task = bench.task(spec(""), List.of(own, gathered));
        var data = new TrainingData(
                "rows",
                List.of(1L),
                task.data().parts(),
                Map.of("dear", ColumnType.BOOLEAN),
                task.data().manifest());
        var learned = bench.learn.learn(
                new LearningTask(task.spec(), task.specDigest(), 1, task.runId(), data, null),
                Optional::empty,
                Workbench.UNWATCHED);
        assertThat(bench.packages.read(learned.packageDigest()).target().classes())
                .containsExactly("No", "Yes");
        assertThat(learned.facts()).containsEntry("unlabelled", "0");
    }

    @Test
    void isComparedWithAChampionThatCallsTheClassesOtherwise() {
        var plain = List.of(bench.rows(ROWS));
        var worded = List.of(bench.rows(ROWS, "dear", TruthWords.CAPITALIZED));
        var first = bench.learn(spec(""), plain, null);
        var second = bench.learn(spec(""), worded, new Champion(1, first.packageDigest()));
        var third = bench.learn(spec(""), plain, new Champion(2, second.packageDigest()));
        assertThat(second.target().positive()).isEqualTo("Yes");
        for (var learned : List.of(second, third)) {
            assertThat(learned.comparison().problem()).isNull();
            assertThat(learned.comparison().metrics()).isEqualTo(first.metrics().test());
        }
    }

    @Test
    void callsADerivedLabelTrueAndFalse() {
        var part = bench.rows("SELECT * EXCLUDE (dear) FROM (" + ROWS + ")", "dear", TruthWords.CAPITALIZED);
        var data = "exclude: [kind, price, size], derive: [{name: dear, greater: [{column: size}, 50]}]";
        var learned = learn(part, "dear", data, "auc", "logistic-regression", null);
        assertThat(learned.target().positive()).isEqualTo("true");
    }

    private static PipelineSpec spec(String data) {
        return SampleSpecs.of(
                "dear", "exclude: [kind, price]" + (data.isEmpty() ? "" : ", " + data), "auc", "logistic-regression");
    }

    private Learned learn(List<Digest> parts, String data, @Nullable KnownTarget known) {
        return learn(spec(data), parts, known);
    }

    private Learned learn(PipelineSpec spec, List<Digest> parts, @Nullable KnownTarget known) {
        var task = bench.task(spec, parts);
        return bench.learn.learn(
                new LearningTask(task.spec(), task.specDigest(), 1, task.runId(), task.data(), known),
                Optional::empty,
                Workbench.UNWATCHED);
    }

    @Test
    void leavesOutAMisspeltLabelAndNamesIt() {
        var part = bench.rows("SELECT * REPLACE (CASE WHEN row_number() OVER () = 7 THEN 'spm' WHEN dear THEN 'spam' "
                + "ELSE 'ham' END AS dear) FROM (" + ROWS + ")");
        var learned = learn(part, "dear", "exclude: [kind, price]", "auc", "logistic-regression", null);
        assertThat(learned.target().task()).isEqualTo("binary-classification");
        assertThat(learned.warnings()).anySatisfy(warning -> {
            assertThat(warning.code()).isEqualTo("RARE_CLASS");
            assertThat(warning.detail()).contains("spm", "1 row");
        });
        assertThat(learned.facts()).containsEntry("rare", "1");
    }

    @Test
    void learnsARareClassThatIsToBeKept() {
        var part = bench.rows(
                "SELECT * REPLACE (CASE WHEN row_number() OVER () <= 6 THEN 'spam, odd' WHEN dear THEN 'spam' "
                        + "ELSE 'ham' END AS dear) FROM (" + ROWS + ")");
        var data = "exclude: [kind, price], rareClasses: keep";
        var learned = learn(part, "dear", data, "accuracy", "logistic-regression", null);
        assertThat(learned.target().task()).isEqualTo("multiclass-classification");
        assertThat(bench.packages.read(learned.packageDigest()).outputs().classes())
                .containsExactly("ham", "spam", "spam, odd");
    }

    @Test
    void countsRowsWithoutALabel() {
        var part = bench.rows("SELECT * REPLACE (CASE WHEN row_number() OVER () <= 20 THEN NULL ELSE kind END AS kind) "
                + "FROM (" + ROWS + ")");
        var learned = learn(part, "kind", "exclude: [price, dear]", "accuracy", "logistic-regression", null);
        assertThat(learned.facts()).containsEntry("unlabelled", "20").containsEntry("task", "multiclass");
    }

    @Test
    void learnsFromASampleAndSaysSo() {
        var part = bench.rows("SELECT * FROM (" + ROWS + "), range(10)");
        var data = "exclude: [kind, price], sample: {rows: 2000}";
        var learned = learn(part, "dear", data, "auc", "gradient-boosted-trees", null);
        var told = learned.facts().get("sample");
        assertThat(told).matches("2000 of [0-9]+0 rows");
        assertThat(learned.recipe().parameters()).containsEntry("sample", told);
        var manifest = bench.packages.read(learned.packageDigest());
        assertThat(manifest.provenance().recipe().parameters()).containsEntry("sample", told);
        assertThat(manifest.provenance().split().rows()).isEqualTo(2_000);
    }

    @Test
    void takesTheRarerClassOrTheNamedOneForThePositiveOne() {
        var part = bench.rows(
                "SELECT * REPLACE (CASE WHEN size < 30 THEN 'stays' ELSE 'goes' END AS dear) " + "FROM (" + ROWS + ")");
        assertThat(learn(part, "dear", "exclude: [kind, price]", "auc", "logistic-regression", null)
                        .target()
                        .positive())
                .isEqualTo("stays");
        assertThat(learn(part, "dear", "exclude: [kind, price], positive: goes", "auc", "logistic-regression", null)
                        .target()
                        .positive())
                .isEqualTo("goes");
        refused("POSITIVE_UNKNOWN", part, "dear", "positive: gose", null);
    }

    @Test
    void staysWithTheTaskAndThePositiveClassOfThePipeline() {
        var part = bench.rows(
                "SELECT * REPLACE (CASE WHEN size < 30 THEN 'stays' ELSE 'goes' END AS dear) " + "FROM (" + ROWS + ")");
        var known = new KnownTarget("dear", "binary-classification", "goes");
        assertThat(learn(part, "dear", "exclude: [kind, price]", "auc", "logistic-regression", known)
                        .target())
                .isEqualTo(known);
        refused(
                "CLASSES_TOO_MANY",
                bench.rows(ROWS),
                "kind",
                "exclude: [price, dear]",
                new KnownTarget("kind", "binary-classification", "large"));
    }

    @Test
    void learnsFromColumnsThatAreCalledLikeTensors() {
        var part = bench.rows("SELECT size AS matrix, size * 2 AS label, colour AS probabilities, 1.0 * size AS t0, "
                + "colour AS prediction, kind AS \"column/matrix\", dear FROM (" + ROWS + ")");
        var learned = learn(part, "dear", "", "auc", "gradient-boosted-trees", null);
        var manifest = bench.packages.read(learned.packageDigest());
        assertThat(manifest.signature())
                .extracting(ModelPackage.Feature::name)
                .contains("matrix", "label", "probabilities", "t0", "prediction", "column/matrix");
        try (Predictor predictor = bench.packages.predictor(manifest)) {
            assertThat(GoldenCheck.replay(predictor, manifest, bench.packages.goldenRows(manifest)))
                    .isInstanceOf(GoldenCheck.Result.Passed.class);
        }
    }

    @Test
    void learnsFromNamesCategoriesAndClassesInAnyScript() {
        var part = bench.rows(
                "SELECT CASE WHEN size > 50 THEN '🚀' ELSE '🌱' END AS \"🚀 launches\", size AS \"naïve [k$]\", "
                        + "CASE WHEN dear THEN '𝄞 ja' ELSE 'no, 日本' END AS dear FROM (" + ROWS + ")");
        var learned = learn(part, "dear", "exclude: [\"naïve [k$]\"]", "auc", "gradient-boosted-trees", null);
        var manifest = bench.packages.read(learned.packageDigest());
        assertThat(manifest.signature()).extracting(ModelPackage.Feature::name).contains("🚀 launches");
        assertThat(manifest.target().classes()).containsExactlyInAnyOrder("𝄞 ja", "no, 日本");
        assertThat(learned.metrics().test().get("auc")).isGreaterThan(0.7);
    }

    @Test
    void callsSlicesWhatTheDataCallThem() {
        var part = bench.rows("SELECT *, size > 50 AS big FROM (" + ROWS + ")");
        var learned = learn(part, "dear", "exclude: [kind, price], slices: [big]", "auc", "logistic-regression", null);
        assertThat(bench.packages.sliceMetrics(learned.metrics().slices())).containsOnlyKeys("big=true", "big=false");
    }

    @Test
    void saysWhyALabelIsNone() {
        var part = bench.rows("SELECT *, row_number() OVER () AS id, 'mail ' || row_number() OVER () AS subject, "
                + "'same' AS same, NULL::VARCHAR AS never, TIMESTAMP '2026-01-01' AS at FROM (" + ROWS + ")");
        refused("LABEL_IDENTIFIER", part, "id", "", null);
        refused("LABEL_IDENTIFIER", part, "subject", "", null);
        refused("LABEL_CONSTANT", part, "same", "", null);
        refused("LABEL_EMPTY", part, "never", "", null);
        refused("LABEL_TYPE", part, "at", "", null);
        refused("LABEL_TYPE", part, "subject", "task: regression", null);
        assertThatThrownBy(() -> learn(part, "Dear", "", "auc", "logistic-regression", null))
                .hasMessageContaining("did you mean dear?");
    }

    private void refused(String code, Digest part, String label, String data, @Nullable KnownTarget known) {
        boolean number = data.contains("regression");
        var select = number ? "rmse" : "accuracy";
        assertThatThrownBy(() -> learn(part, label, data, select, "gradient-boosted-trees", known))
                .isInstanceOfSatisfying(
                        UnlearnableException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private Learned learn(
            Digest part, String label, String data, String select, String trainer, @Nullable KnownTarget known) {
        return learn(SampleSpecs.of(label, data, select, trainer), List.of(part), known);
    }
}
