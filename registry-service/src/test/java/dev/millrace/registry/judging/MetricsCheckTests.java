package dev.millrace.registry.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.Provenance;
import dev.millrace.registry.Predictions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsCheckTests {

    @TempDir
    private static Path directory;

    private static LocalArtifactStore artifacts;
    private static Datasets datasets;

    @BeforeAll
    static void open() {
        artifacts = new LocalArtifactStore(directory);
        datasets = new Datasets(artifacts, new Limits(64_000_000, 64_000_000, 1));
    }

    @AfterAll
    static void close() {
        datasets.close();
        artifacts.close();
    }

    private static ModelPackage predicting(double auc) {
        return predicting(
                "binary-classification",
                List.of("0", "1"),
                Predictions.write(datasets, artifacts, auc).hex());
    }

    private static ModelPackage predicting(String task, List<String> classes, String tested) {
        var provenance = new Provenance(
                new Provenance.Data("trips", List.of(1L), List.of()),
                new Provenance.Recipe("spec", 1, "trainer", Map.of(), 1),
                new Provenance.Split(70, 15, 20, "rows"),
                Instant.EPOCH,
                "test",
                "test");
        return new ModelPackage(
                ModelPackages.FORMAT,
                "taxi",
                "run-1",
                new ModelPackage.Target(task, classes, classes.size() == 2 ? classes.getLast() : "", 0.5),
                List.of(new ModelPackage.Feature("fare", ModelPackage.Feature.Kind.NUMBER, true)),
                new ModelPackage.Parts(tested, tested, tested, "", tested, tested),
                Map.of(),
                List.of(),
                provenance);
    }

    private static Optional<String> problem(double auc, String metric, double claimed) {
        return new MetricsCheck(datasets, 1e-6).problem(predicting(auc), Map.of(metric, claimed));
    }

    @Test
    void agreesWithFiguresThatThePredictionsGive() {
        assertThat(problem(0.73, "auc", 0.73)).isEmpty();
        assertThat(problem(0.73, "auc", 0.73 + 1e-9)).isEmpty();
    }

    @Test
    void namesTheFigureThatIsNotThatOfThePredictions() {
        assertThat(problem(0.73, "auc", 0.74))
                .contains("METRICS_MISMATCH: training reported auc 0.74, the test predictions give 0.73");
        assertThat(problem(0.73, "auc", Double.NaN)).isPresent();
    }

    @Test
    void takesNoFigureOnTrustThatThePredictionsDoNotGive() {
        assertThat(problem(0.73, "rmse", 0.1))
                .contains("METRICS_MISMATCH: training reported rmse, which the test predictions do not give");
    }

    @Test
    void recomputesTheFiguresOfSeveralClasses() {
        var tested = Predictions.of(datasets, artifacts, """
                SELECT fare::DOUBLE AS fare, "row", label, prediction, score_0::DOUBLE AS score_0,
                    score_1::DOUBLE AS score_1, score_2::DOUBLE AS score_2 FROM (VALUES (1.0, 0, 'a', 'a', 0.75, 0.125, 0.125), (2.0, 1, 'b', 'b', 0.25, 0.5, 0.25),
                    (3.0, 2, 'c', 'a', 0.5, 0.25, 0.25), (4.0, 3, 'c', 'c', 0.25, 0.25, 0.5))
                    AS t(fare, "row", label, prediction, score_0, score_1, score_2)""");
        var manifest = predicting("multiclass-classification", List.of("a", "b", "c"), tested.hex());
        var check = new MetricsCheck(datasets, 1e-6);

        assertThat(check.problem(manifest, Map.of("accuracy", 0.75, "auc", (1 + 1 + 0.875) / 3)))
                .isEmpty();
        assertThat(check.problem(manifest, Map.of("accuracy", 1.0))).isPresent();
    }

    @Test
    void recomputesTheFiguresOfNumbers() {
        var tested = Predictions.of(datasets, artifacts, """
                SELECT fare::DOUBLE AS fare, "row", label, prediction, score::DOUBLE AS score
                    FROM (VALUES (1.0, 0, '2.5', '2.0', 2.0), (2.0, 1, '-1.0', '-1.5', -1.5))
                    AS t(fare, "row", label, prediction, score)""");
        var manifest = predicting("regression", List.of(), tested.hex());
        var check = new MetricsCheck(datasets, 1e-6);

        assertThat(check.problem(manifest, Map.of("rmse", 0.5, "mae", 0.5))).isEmpty();
        assertThat(check.problem(manifest, Map.of("rmse", 0.4))).isPresent();
    }
}
