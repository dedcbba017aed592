package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.Digest;
import dev.millrace.artifacts.LocalArtifactStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ModelPackagesTests {

    private final LocalArtifactStore store;
    private final ModelPackages packages;

    ModelPackagesTests(@TempDir Path directory) {
        store = new LocalArtifactStore(directory);
        packages = new ModelPackages(store);
    }

    @Test
    void readsWhatItWroteAndWritesItUnderTheSameDigest() {
        var digest = packages.write(Graphs.manifest());
        var manifest = packages.read(digest);
        assertThat(manifest).isEqualTo(Graphs.manifest());
        assertThat(packages.write(manifest)).isEqualTo(digest);
    }

    @Test
    void keepsMissingValuesOfGoldenRows() {
        var golden = new GoldenRows(
                List.of(Arrays.asList(1, null), Arrays.asList(null, "red")),
                List.of("0", "1"),
                List.of(List.of(0.75, 0.25), List.of(0.25, 0.75)));
        var digest = packages.write(golden);
        assertThat(packages.goldenRows(with(digest))).isEqualTo(golden);
    }

    @Test
    void keepsHowColumnsBelongTogetherAndDoesWithoutIt() {
        var without = new Baseline(10, List.of(numbers("a"), numbers("b"), numbers(Baseline.PREDICTION)));
        var digest = packages.write(without);
        assertThat(new String(store.read(digest, 10_000), StandardCharsets.UTF_8))
                .doesNotContain("together");
        assertThat(packages.baseline(with(digest, digest))).isEqualTo(without);

        var together = new Together(
                List.of(new Together.Scaled("b", 1, 0.5, List.of()), new Together.Scaled("a", 0, 2, List.of())),
                List.of(List.of(0.6, 0.8)),
                numbers(Together.NAME));
        var complete = new Baseline(10, without.columns(), together);
        digest = packages.write(complete);
        assertThat(packages.baseline(with(digest, digest))).isEqualTo(complete);
        assertThat(complete.watched()).endsWith(numbers(Together.NAME)).hasSize(4);
    }

    @Test
    void tellsAColumnThatIsCalledPredictionFromThePredictions() {
        var others = List.of(numbers("a"), numbers(Baseline.PREDICTION), numbers("prediction_"));
        var baseline = new Baseline(
                10,
                Stream.concat(others.stream(), Stream.of(numbers(Baseline.PREDICTION)))
                        .toList());
        var digest = packages.write(baseline);
        assertThat(packages.baseline(with(digest, digest))).isEqualTo(baseline);
        assertThat(baseline.prediction()).isEqualTo("prediction__");
        assertThat(baseline.columns()).extracting(Baseline.Column::name).endsWith("prediction_", "prediction__");
        assertThat(baseline.features()).containsExactlyInAnyOrder("a", "prediction", "prediction_");
    }

    @Test
    void refusesToPutColumnsTogetherThatTheBaselineDoesNotHave() {
        var together =
                new Together(List.of(new Together.Scaled("c", 0, 1, List.of())), List.of(), numbers(Together.NAME));
        var columns = List.of(numbers("a"), numbers(Baseline.PREDICTION));
        assertThatThrownBy(() -> new Baseline(10, columns, together))
                .hasMessage("the baseline has no column c with these bins");
    }

    private static Baseline.Column numbers(String name) {
        return new Baseline.Column(
                name,
                Baseline.Column.Kind.NUMBER,
                List.of(1.0),
                List.of(0.5, 1.5),
                List.of(),
                List.of(5L, 5L, 0L),
                0,
                1,
                0.5);
    }

    @Test
    void refusesWhatIsNotInThePackagesForm() {
        var digest = store.put("{\"format\": 1, \"surprise\": true}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> packages.read(digest))
                .isInstanceOfSatisfying(
                        ModelRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("PACKAGE_MALFORMED"));
    }

    @Test
    void readsTheFirstFormatAsWhatItMeant() {
        var json = JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsBytes(Graphs.manifest()));
        var old = ((ObjectNode) json).put("format", 1).without(List.of("positive", "confusion"));
        for (var feature : old.path("signature")) {
            ((ObjectNode) feature).remove("input");
        }
        var manifest = packages.read(store.put(JsonMapper.shared().writeValueAsBytes(old)));
        assertThat(manifest.target().positive()).isEqualTo("1");
        assertThat(manifest.outputs()).isEqualTo(Graphs.manifest().outputs());
        assertThat(manifest.signature()).isEqualTo(Graphs.SIGNATURE);
    }

    @Test
    void passesOverFieldsThatItDoesNotKnowButMissesNone() {
        var json = (ObjectNode) JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsBytes(Graphs.manifest()));
        var newer = JsonMapper.shared().writeValueAsBytes(json.put("surprise", true));
        assertThat(packages.read(store.put(newer))).isEqualTo(Graphs.manifest());
        var shorter = store.put(JsonMapper.shared().writeValueAsBytes(json.without("onnx")));
        assertThatThrownBy(() -> packages.read(shorter)).isInstanceOf(ModelRefusedException.class);
    }

    @Test
    void passesOverFieldsThatItDoesNotKnowInThePartsToo() {
        var golden = new GoldenRows(List.of(List.of(1)), List.of("1"), List.of(List.of(0.25, 0.75)));
        var baseline = new Baseline(10, List.of(numbers("a"), numbers(Baseline.PREDICTION)));
        var manifest = with(newer(packages.write(golden)), newer(packages.write(baseline)));
        assertThat(packages.goldenRows(manifest)).isEqualTo(golden);
        assertThat(packages.baseline(manifest)).isEqualTo(baseline);
    }

    /** As a later release would write it. */
    private Digest newer(Digest part) {
        var json = (ObjectNode) JsonMapper.shared().readTree(store.read(part, 100_000));
        return store.put(JsonMapper.shared().writeValueAsBytes(json.put("surprise", true)));
    }

    @Test
    void hasNoObjectsForTheGroupsOfItsFields() {
        var json = JsonMapper.shared().readTree(store.read(packages.write(Graphs.manifest()), 100_000));

        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "format",
                        "model",
                        "runId",
                        "task",
                        "signature",
                        "classes",
                        "positive",
                        "threshold",
                        "onnx",
                        "goldenRows",
                        "baseline",
                        "sliceBaselines",
                        "sliceMetrics",
                        "learnedRows",
                        "testPredictions",
                        "metrics",
                        "confusion",
                        "provenance");
        assertThat(json.get("provenance").propertyNames())
                .containsExactlyInAnyOrder(
                        "dataset",
                        "datasetVersions",
                        "parts",
                        "specDigest",
                        "pipelineVersion",
                        "trainer",
                        "parameters",
                        "seed",
                        "trainRows",
                        "validationRows",
                        "testRows",
                        "testRowsDigest",
                        "trainedAt",
                        "software",
                        "platform");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prediction | 5, 5 | 0.5, 1.5 | has 2 counts and not 3, one a bin",
                "prediction | 5, 5, 0 | 0.5 | has 1 means and not 2, one a bin of numbers",
                "score | 5, 5, 0 | 0.5, 1.5 | the baseline's last column is not called prediction",
            })
    void refusesABaselineThatNothingCanBeComparedWith(String name, String counts, String means, String why) {
        var json = """
                {"rows": 10, "columns": [{"name": "%s", "kind": "NUMBER", "edges": [1.0], "means": [%s], "categories": [],
                  "counts": [%s], "importance": 0.0, "mean": 1.0, "deviation": 0.5}]}""".formatted(name, means, counts);
        var baseline = store.put(json.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> packages.baseline(with(baseline, baseline)))
                .isInstanceOfSatisfying(
                        ModelRefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("PACKAGE_MALFORMED"))
                .hasMessageContaining(why);
    }

    @Test
    void knowsNoSlicesOfAPackageThatEarlierReleasesMade() {
        var json = (ObjectNode) JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsBytes(Graphs.manifest()));
        var old = store.put(JsonMapper.shared().writeValueAsBytes(json.without("sliceBaselines")));

        var manifest = packages.read(old);

        assertThat(packages.sliceBaselines(manifest, WHOLE)).isEmpty();
        assertThat(packages.artifacts(old.hex())).doesNotContain("");
    }

    @Test
    void readsTheSlicesThatItWrote() {
        var cash = new SliceBaseline("payment", "Cash", 6, List.of(counted(6, 0, 0), counted(2, 4, 0)));
        var missing = new SliceBaseline("payment", "", 1, List.of(counted(0, 0, 1), counted(1, 0, 0)));

        assertThat(packages.sliceBaselines(sliced(cash, missing), WHOLE)).containsExactly(cash, missing);
        assertThat(missing.place(WHOLE)).isEqualTo(new SliceBaseline.Place(0, 2));
        assertThat(cash.in(WHOLE).columns().getLast().counts()).containsExactly(2L, 4L, 0L);
    }

    @Test
    void refusesSlicesThatDoNotFitTheWhole() {
        var columns = List.of(counted(6, 0, 0), counted(2, 4, 0));
        for (var unfit : List.of(
                new SliceBaseline("payment", "Cheque", 6, columns),
                new SliceBaseline("colour", "red", 6, columns),
                new SliceBaseline("payment", "Cash", 6, columns.subList(0, 1)))) {
            assertThatThrownBy(() -> packages.sliceBaselines(sliced(unfit), WHOLE))
                    .isInstanceOf(ModelRefusedException.class)
                    .hasMessageContaining(unfit.name());
        }
    }

    /** Seven rows: a category, and the prediction. */
    private static final Baseline WHOLE = new Baseline(
            7,
            List.of(
                    new Baseline.Column(
                            "payment",
                            Baseline.Column.Kind.CATEGORY,
                            List.of(),
                            List.of(),
                            List.of("Cash"),
                            List.of(6L, 0L, 1L),
                            1,
                            0,
                            0),
                    new Baseline.Column(
                            "prediction",
                            Baseline.Column.Kind.NUMBER,
                            List.of(0.5),
                            List.of(0.2, 0.7),
                            List.of(),
                            List.of(3L, 4L, 0L),
                            0,
                            0.5,
                            0.3)));

    private static SliceBaseline.Counted counted(long first, long second, long third) {
        return new SliceBaseline.Counted(List.of(first, second, third), 0, 0);
    }

    private ModelPackage sliced(SliceBaseline... slices) {
        var json = (ObjectNode) JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsBytes(Graphs.manifest()));
        json.put("sliceBaselines", packages.write(List.of(slices)));
        return ModelPackages.manifest(JsonMapper.shared().writeValueAsBytes(json));
    }

    private static ModelPackage with(Digest golden) {
        return with(golden, golden);
    }

    private static ModelPackage with(Digest golden, Digest baseline) {
        var manifest = Graphs.manifest();
        var parts = manifest.parts();
        return new ModelPackage(
                manifest.format(),
                manifest.model(),
                manifest.runId(),
                manifest.target(),
                manifest.signature(),
                new ModelPackage.Parts(
                        parts.onnx(), golden.hex(), baseline.hex(), "", parts.sliceMetrics(), parts.testPredictions()),
                manifest.metrics(),
                manifest.confusion(),
                manifest.provenance());
    }
}
