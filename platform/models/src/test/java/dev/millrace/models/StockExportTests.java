package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.ModelPackage.Feature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What skl2onnx exports of scikit-learn is answered as scikit-learn does; {@code export.py} beside the files made them. */
class StockExportTests {

    private static byte[] file(String name) {
        try (var stream = StockExportTests.class.getResourceAsStream("scikit/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Columns that are one matrix of the graph. */
    private static List<Feature> matrix(int width) {
        return IntStream.range(0, width)
                .mapToObj(column -> new Feature("column " + column, Feature.Kind.NUMBER, false, "X"))
                .toList();
    }

    private static ModelPackage manifest(int width, String task, List<String> classes) {
        var like = Graphs.manifest();
        return new ModelPackage(
                like.format(),
                like.model(),
                like.runId(),
                new ModelPackage.Target(
                        task,
                        classes,
                        classes.size() == 2 ? classes.getLast() : "",
                        like.target().threshold()),
                matrix(width),
                like.parts(),
                like.metrics(),
                List.of(),
                like.provenance());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void stopsAGraphThatNeverEnds(int rows) {
        var manifest = manifest(4, "binary-classification", List.of("setosa", "versicolor"));
        try (var predictor = OnnxPredictor.load(file("endless.onnx"), manifest)) {
            var asked = Rows.of(manifest.signature(), Collections.nCopies(rows, List.of(5.1, 3.5, 1.4, 0.2)));
            var answer = CompletableFuture.supplyAsync(() -> predictor.scores(asked));

            predictor.stop();

            assertThat(answer)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            ModelRefusedException.class,
                            refused -> assertThat(refused.code()).isEqualTo("MODEL_FAILED"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "integers, multiclass-classification, 0 1 2",
        "texts, multiclass-classification, setosa versicolor virginica",
        "two, binary-classification, setosa versicolor",
        "one, binary-classification, 0 1",
        "number, regression, ",
    })
    void answersAsScikitLearnDoes(String name, String task, String names) {
        var expected = JsonMapper.shared().readTree(file("expected.json")).get(name);
        var classes = names == null ? List.<String>of() : List.of(names.split(" "));
        var rows = expected.get("rows")
                .valueStream()
                .map(row -> row.valueStream().map(JsonNode::asDouble).toList())
                .toList();
        var manifest = manifest(rows.getFirst().size(), task, classes);

        try (var predictor = OnnxPredictor.load(file(name + ".onnx"), manifest)) {
            int width = manifest.outputs().width();
            float[] together = predictor.scores(Rows.of(manifest.signature(), rows));
            for (int row = 0; row < rows.size(); row++) {
                float[] alone = predictor.scores(Rows.of(manifest.signature(), List.of(rows.get(row))));
                for (int place = 0; place < width; place++) {
                    double score = expected.get("scores").get(row).get(place).asDouble();
                    assertThat((double) together[row * width + place])
                            .isCloseTo(score, within(1e-5 * Math.max(1, Math.abs(score))));
                    assertThat((double) alone[place]).isCloseTo(score, within(1e-5 * Math.max(1, Math.abs(score))));
                }
            }
        }
    }

    @Test
    void saysHowToExportAModelThatAnswersWithMaps() {
        var manifest = manifest(4, "binary-classification", List.of("setosa", "versicolor"));

        assertThatExceptionOfType(ModelRefusedException.class)
                .isThrownBy(() -> OnnxPredictor.load(file("zipmap.onnx"), manifest))
                .withMessageContaining("output_probability is a sequence of maps")
                .withMessageContaining("'zipmap': False")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("SIGNATURE_MISMATCH"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "two | 3 | setosa versicolor | input X takes 4 columns, the signature gives it 3: name each column of the matrix",
                "two | 4 | setosa versicolor virginica | the package names 3 classes, the graph has 2 scores a row: name every",
                "doubles | 4 | setosa versicolor | output probabilities is DOUBLE and not FLOAT: export the model with rows",
                "whole | 4 | setosa versicolor | input X takes INT64: export the model with floats or doubles",
            })
    void saysWhatToChangeInAGraphThatDoesNotFit(String name, int width, String names, String wanted) {
        var classes = List.of(names.split(" "));
        var manifest =
                manifest(width, classes.size() == 2 ? "binary-classification" : "multiclass-classification", classes);

        assertThatExceptionOfType(ModelRefusedException.class)
                .isThrownBy(() -> OnnxPredictor.load(file(name + ".onnx"), manifest))
                .withMessageContaining(wanted)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("SIGNATURE_MISMATCH"));
    }

    @Test
    void saysWhichInputTheGraphHas() {
        var signature = List.of(new Feature("length", Feature.Kind.NUMBER, false));

        assertThatExceptionOfType(ModelRefusedException.class)
                .isThrownBy(() -> OnnxGraph.load(file("one.onnx"), signature, "probabilities"))
                .withMessage(
                        "the signature names the inputs [length], the graph has [X]: give each column the input that"
                                + " takes it");
    }

    @Test
    void takesNumbersThatNoFloatHoldsAsMissing() {
        var signature = List.of(new Feature("length", Feature.Kind.NUMBER, true, "X"));

        try (var graph = OnnxGraph.load(file("one.onnx"), signature, "probabilities")) {
            assertThat(graph.run(Rows.of(signature, List.of(List.of(1e300))))).containsOnly(Float.NaN);
            float[] both = graph.run(Rows.of(signature, List.of(List.of(1e300), List.of(2.0))));
            assertThat(both).startsWith(Float.NaN, Float.NaN);
            assertThat(both[2] + both[3]).isCloseTo(1, within(1e-6f));
        }
    }
}
