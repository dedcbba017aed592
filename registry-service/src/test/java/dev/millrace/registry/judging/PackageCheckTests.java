package dev.millrace.registry.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.LocalArtifactStore;
import dev.millrace.datasets.Datasets;
import dev.millrace.datasets.Limits;
import dev.millrace.models.ModelPackage;
import dev.millrace.models.ModelPackage.Feature;
import dev.millrace.models.ModelPackages;
import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import dev.millrace.registry.StockModels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PackageCheckTests {

    private static final int LARGEST = 100_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Outputs TWO = new Outputs(Task.BINARY, List.of("setosa", "versicolor"), 0.5);
    private static final StockModels.Origin ORIGIN = new StockModels.Origin("flowers", "run-1", "spec");

    @TempDir
    private static Path directory;

    private static LocalArtifactStore artifacts;
    private static Datasets datasets;
    private static StockModels models;

    @BeforeAll
    static void open() {
        artifacts = new LocalArtifactStore(directory);
        datasets = new Datasets(artifacts, new Limits(64_000_000, 64_000_000, 1));
        models = new StockModels(artifacts, datasets);
    }

    @AfterAll
    static void close() {
        datasets.close();
        artifacts.close();
    }

    private static ModelPackage two(byte[] graph, List<Feature> signature) {
        return models.store(ORIGIN, "two", graph, TWO, signature);
    }

    private static PackageCheck.Finding check(ModelPackage manifest) {
        return check(manifest, LARGEST, LIMIT);
    }

    private static PackageCheck.Finding check(ModelPackage manifest, long largest, Duration limit) {
        return new PackageCheck(artifacts, new MetricsCheck(datasets, 1e-6), new GraphCheck(artifacts, largest, limit))
                .check(facts(manifest));
    }

    private static void assertUnsound(ModelPackage manifest, String problem) {
        assertThat(check(manifest))
                .isInstanceOfSatisfying(
                        PackageCheck.Finding.Unsound.class,
                        unsound -> assertThat(unsound.problem()).startsWith(problem));
    }

    private static TrainingFacts facts(ModelPackage manifest) {
        var digest = new ModelPackages(artifacts).write(manifest).hex();
        return new TrainingFacts(
                new TrainingFacts.Run("default", "flowers", "flowers", "run-1", "ann", List.of()),
                new TrainingFacts.Contents(
                        digest, manifest.target().task(), manifest.parts().sliceMetrics(), "rows"),
                new TrainingFacts.Metrics(Map.of(), Map.of(), manifest.metrics().get("test")),
                new TrainingFacts.ChampionScore(null, Map.of(), null, null, null),
                new TrainingFacts.Data("flowers", List.of(), 0, 0, 0, null, null),
                new TrainingFacts.Recipe(1, "spec", "scikit-learn", Map.of(), 1, 1),
                Instant.EPOCH,
                new CausingEvent("cascade", "event", null, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "one, 1, binary-classification, 0 1",
        "two, 4, binary-classification, setosa versicolor",
        "integers, 4, multiclass-classification, 0 1 2",
        "texts, 4, multiclass-classification, setosa versicolor virginica",
        "number, 4, regression, ",
    })
    void takesWhatScikitLearnExports(String name, int width, String task, String names) {
        var classes = names == null ? List.<String>of() : List.of(names.split(" "));
        var outputs = new Outputs(Task.of(task).orElseThrow(), classes, 0.5);
        var manifest = models.store(ORIGIN, name, StockModels.graph(name), outputs, StockModels.matrix(width, false));

        assertThat(check(manifest)).isInstanceOf(PackageCheck.Finding.Sound.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zipmap | SIGNATURE_MISMATCH: output output_probability is a sequence of maps: export the model without it",
                "one | SIGNATURE_MISMATCH: input X takes 1 columns, the signature gives it 4: name each column",
                "integers | SIGNATURE_MISMATCH: the package names 2 classes, the graph has 3 scores a row: name every class",
                "doubles | SIGNATURE_MISMATCH: output probabilities is DOUBLE and not FLOAT: export the model with rows of",
                "whole | SIGNATURE_MISMATCH: column x0 is a number, input X takes INT64: export the model with floats or",
            })
    void saysWhatToChangeInAGraphThatDoesNotFit(String name, String problem) {
        assertUnsound(two(StockModels.graph(name), StockModels.matrix(4, false)), problem);
    }

    @Test
    void refusesADamagedGraph() {
        var graph = StockModels.graph("two");

        assertUnsound(
                two(Arrays.copyOf(graph, graph.length / 2), StockModels.matrix(4, false)),
                "MODEL_CORRUPT: not an ONNX model");
    }

    @Test
    void refusesAGraphThatAnswersOtherwiseThanItsPackageSays() {
        var outputs = new Outputs(Task.MULTICLASS, List.of("setosa", "versicolor", "virginica"), 0);
        var signature = StockModels.matrix(4, false);

        assertUnsound(
                models.store(ORIGIN, "texts", StockModels.graph("integers"), outputs, signature),
                "PARITY_FAILED: golden row 0: recorded ");
    }

    @Test
    void namesAColumnThatMayBeMissingThoughTheGraphHasNoAnswerThen() {
        assertUnsound(
                two(StockModels.graph("two"), StockModels.matrix(4, true)),
                "MISSING_UNANSWERED: without column x0 the graph gives no finite number: let the signature say"
                        + " nullable: false, or export");
    }

    @Test
    void refusesABaselineOfOtherColumns() {
        var packages = new ModelPackages(artifacts);
        var wider = packages.write(StockModels.baseline(StockModels.matrix(5, false)));
        var json = (ObjectNode)
                JsonMapper.shared().valueToTree(two(StockModels.graph("two"), StockModels.matrix(4, false)));
        var manifest = JsonMapper.shared().treeToValue(json.put("baseline", wider.hex()), ModelPackage.class);

        assertUnsound(
                manifest,
                "PACKAGE_MALFORMED: the baseline has the column x4, which the signature does not name: leave it out");
    }

    @Test
    void leavesAGraphThatIsTooLargeToServing() {
        var manifest = two(StockModels.graph("zipmap"), StockModels.matrix(4, false));

        assertThat(check(manifest, 100, LIMIT)).isInstanceOf(PackageCheck.Finding.Sound.class);
    }

    @Test
    void leavesAGraphThatTakesTooLongToServing() {
        var manifest = two(StockModels.graph("zipmap"), StockModels.matrix(4, false));

        assertThat(check(manifest, LARGEST, Duration.ofNanos(1))).isInstanceOf(PackageCheck.Finding.Sound.class);
    }

    @Test
    void stopsAGraphThatNeverEndsSoThatTheNextOneIsTried() {
        var limit = Duration.ofSeconds(3);
        var check = new PackageCheck(
                artifacts, new MetricsCheck(datasets, 1e-6), new GraphCheck(artifacts, LARGEST, limit));
        var signature = StockModels.matrix(4, false);

        assertThat(check.check(facts(two(StockModels.graph("endless"), signature))))
                .isInstanceOf(PackageCheck.Finding.Sound.class);
        assertThat(check.check(facts(two(StockModels.graph("zipmap"), signature))))
                .isInstanceOf(PackageCheck.Finding.Unsound.class);
    }
}
