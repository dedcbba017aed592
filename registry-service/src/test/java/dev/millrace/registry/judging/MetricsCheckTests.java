package dev.millrace.registry.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackages;
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
        var tested = Predictions.write(datasets, artifacts, auc).hex();
        var provenance = new ModelPackage.Provenance(
                "trips",
                List.of(1L),
                List.of(),
                "spec",
                1,
                "trainer",
                Map.of(),
                1,
                70,
                15,
                20,
                "rows",
                Instant.EPOCH,
                "test",
                "test");
        return new ModelPackage(
                ModelPackages.FORMAT,
                "taxi",
                "run-1",
                "binary-classification",
                List.of(new ModelPackage.Feature("fare", ModelPackage.Feature.Kind.NUMBER, true)),
                List.of("0", "1"),
                "1",
                0.5,
                tested,
                tested,
                tested,
                tested,
                tested,
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
}
