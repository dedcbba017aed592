package dev.millrace.monitoring.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures that NannyML gives for the same rows; {@code reference.py} beside them made both. Whether calibrating helps NannyML finds
 * out by splits of its own, so what it found is taken over here.
 */
class ReferenceTests {

    /** The area is added up in bins of the score. */
    private static final double OF_THE_AREA = 2e-4;

    private static final double OF_OTHERS = 1e-6;

    private static final Map<String, String> NAMES = Map.of("roc_auc", "auc");

    @ParameterizedTest
    @ValueSource(strings = {"calibrated", "overconfident", "rare"})
    void estimatesTwoClassesAsNannyMlDoes(String name) throws IOException {
        var expected = expected(name);
        var outputs = new Outputs(Task.BINARY, List.of("0", "1"), 0.5);
        var test = answers(name, "test", outputs);
        var calibration = calibration(test, 1, expected.at("/calibrated/0").asBoolean());

        compare(
                PerformanceEstimator.of(test, TwoClasses.of(test, calibration)),
                answers(name, "window", outputs),
                expected);
    }

    @ParameterizedTest
    @ValueSource(strings = "several")
    void estimatesSeveralClassesAsNannyMlDoes(String name) throws IOException {
        var expected = expected(name);
        var outputs = new Outputs(Task.MULTICLASS, List.of("0", "1", "2"), 0);
        var test = answers(name, "test", outputs);
        var calibrations = IntStream.range(0, 3)
                .mapToObj(place -> calibration(
                        test, place, expected.at("/calibrated/" + place).asBoolean()))
                .toList();

        compare(
                PerformanceEstimator.of(test, new ManyClasses(calibrations)),
                answers(name, "window", outputs),
                expected);
    }

    @ParameterizedTest
    @ValueSource(strings = "number")
    void estimatesNumbersByTheFormula(String name) throws IOException {
        var test = answers(name, "test", Outputs.number());

        compare(
                PerformanceEstimator.of(test, Numbers.of(test)),
                answers(name, "window", Outputs.number()),
                expected(name));
    }

    private static Calibration calibration(TestAnswers test, int place, boolean calibrated) {
        return calibrated ? Calibration.fitted(test.scores(place), test.isOf(place)) : Calibration.none();
    }

    private static void compare(PerformanceEstimator estimator, TestAnswers window, JsonNode expected) {
        var sums = estimator.zeroes();
        for (int row = 0; row < window.rows(); row++) {
            estimator.add(window.answer(row), sums);
        }
        var estimated = estimator.estimate(sums).metrics();

        assertThat(expected.at("/metrics")).isNotEmpty();
        expected.at("/metrics").forEachEntry((reference, values) -> {
            var name = window.outputs().task() == Task.MULTICLASS && reference.equals("f1")
                    ? "macro-f1"
                    : NAMES.getOrDefault(reference, reference);
            var found = Objects.requireNonNull(estimated.get(name), name);
            var tolerance = within(name.equals("auc") ? OF_THE_AREA : OF_OTHERS);
            assertThat(found.value()).as(name).isCloseTo(values.at("/value").asDouble(), tolerance);
            assertThat(found.low())
                    .as(name)
                    .isCloseTo(values.at("/lower_confidence_boundary").asDouble(), tolerance);
            assertThat(found.high())
                    .as(name)
                    .isCloseTo(values.at("/upper_confidence_boundary").asDouble(), tolerance);
        });
    }

    private static TestAnswers answers(String name, String part, Outputs outputs) throws IOException {
        var rows = content(name + ".csv")
                .lines()
                .filter(line -> line.startsWith(part))
                .map(line -> line.split(","))
                .toList();
        var truths = new double[rows.size()];
        var scores = new float[rows.size() * outputs.width()];
        for (int row = 0; row < truths.length; row++) {
            var cells = rows.get(row);
            truths[row] = Double.parseDouble(cells[1]);
            int width = outputs.width();
            if (outputs.task() == Task.BINARY) {
                scores[row * width + 1] = Float.parseFloat(cells[2]);
                scores[row * width] = 1 - scores[row * width + 1];
            } else {
                for (int place = 0; place < width; place++) {
                    scores[row * width + place] = Float.parseFloat(cells[2 + place]);
                }
            }
        }
        return new TestAnswers(outputs, truths, scores);
    }

    private static JsonNode expected(String name) throws IOException {
        return JsonMapper.shared().readTree(content("expected.json")).path(name);
    }

    private static String content(String file) throws IOException {
        try (var resource = ReferenceTests.class.getResourceAsStream("/estimate/" + file)) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
