package dev.millrace.training.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.pipelines.Metric;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpec.Trainer;
import dev.millrace.pipelines.Task;
import dev.millrace.pipelines.TrainerParameter;
import dev.millrace.pipelines.Words;
import dev.millrace.training.learn.train.CancelledException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every trainer of the specification does, for each task that it knows; a new one is asked without a line here. */
class TrainerContractTests {

    /** Every kind of feature, each with missing values; the label follows from amount and colour. */
    private static final String TABLE = """
        SELECT amount, colour, note, visit, member, paid AS number, paid > 60 AS dear,
               CASE WHEN paid > 80 THEN 'high' WHEN paid > 40 THEN 'middle' ELSE 'low' END AS class
        FROM (SELECT *, coalesce(amount, 40) + CASE colour WHEN 'red' THEN 30 ELSE 0 END AS paid
              FROM (SELECT CASE WHEN i % 11 = 0 THEN NULL ELSE (i * 7919 % 1000) / 12.5 END AS amount,
                           CASE WHEN i % 7 = 0 THEN NULL ELSE ['red', 'green', 'blue'][1 + i * 31 % 3] END AS colour,
                           CASE WHEN i % 5 = 0 THEN NULL ELSE 'leave it at number ' || i || ' please' END AS note,
                           CASE WHEN i % 13 = 0 THEN NULL ELSE TIMESTAMP '2026-01-01' + INTERVAL (i) HOUR END AS visit,
                           CASE WHEN i % 17 = 0 THEN NULL ELSE i % 4 = 0 END AS member
                    FROM range(1200) AS r(i)))\
        """;

    private final Workbench bench;

    TrainerContractTests(@TempDir Path directory) {
        bench = new Workbench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    static Stream<Arguments> tasks() {
        return Stream.of(Trainer.values())
                .flatMap(trainer -> trainer.tasks().stream().sorted().map(task -> Arguments.of(trainer, task)));
    }

    /** Of each parameter the least and the largest value, the others at their standard. */
    static Stream<Arguments> bounds() {
        return tasks().flatMap(each -> {
            var trainer = (Trainer) each.get()[0];
            return TrainerParameter.of(trainer).stream()
                    .flatMap(parameter -> Stream.of(parameter.lowest(), parameter.highest())
                            .map(value -> Arguments.of(trainer, each.get()[1], parameter.name(), value)));
        });
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void beatsTheBaselineAndIsWhatItsGraphSays(Trainer trainer, Task task) {
        var learned = bench.learn(spec(trainer, task, Map.of()), List.of(bench.rows(TABLE)), null);

        var metric = Metric.of(select(task)).orElseThrow();
        double value = learned.metrics().test().getOrDefault(select(task), Double.NaN);
        assertThat(metric.drop(value, learned.metrics().baseline().getOrDefault(select(task), Double.NaN)))
                .isNegative();
        assertThat(parity(learned)).isLessThanOrEqualTo(1e-5);
        assertThat(learned.recipe().parameters().keySet())
                .containsExactlyInAnyOrderElementsOf(TrainerParameter.of(trainer).stream()
                        .map(TrainerParameter::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void learnsTheSameAgain(Trainer trainer, Task task) {
        var parts = List.of(bench.rows(TABLE));
        var spec = spec(trainer, task, Map.of());

        assertThat(onnx(bench.learn(spec, parts, null))).isEqualTo(onnx(bench.learn(spec, parts, null)));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void answersWithNumbersAtTheBoundsOfEachParameter(Trainer trainer, Task task, String parameter, double value) {
        var learned = bench.learn(spec(trainer, task, Map.of(parameter, value)), List.of(bench.rows(TABLE)), null);

        assertThat(learned.metrics().test().values())
                .allSatisfy(figure -> assertThat(figure).isFinite());
        assertThat(parity(learned)).isLessThanOrEqualTo(1e-5);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void stopsWhereNobodyWantsTheModel(Trainer trainer, Task task) {
        var cancelled = new Progress() {
            private boolean learning;

            @Override
            public void at(String stage, double fraction, Map<String, String> figures) {
                learning |= fraction > 0.06;
            }

            @Override
            public boolean cancelled() {
                return learning;
            }
        };
        var order = bench.task(spec(trainer, task, Map.of()), List.of(bench.rows(TABLE)));

        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> bench.learn.learn(order, Optional::empty, cancelled));
    }

    private String onnx(Learned learned) {
        return bench.packages.read(learned.packageDigest()).parts().onnx();
    }

    private static double parity(Learned learned) {
        return Double.parseDouble(learned.facts().getOrDefault("parity", "NaN"));
    }

    private static String select(Task task) {
        return task == Task.REGRESSION ? "rmse" : "log-loss";
    }

    private static PipelineSpec spec(Trainer trainer, Task task, Map<String, Double> parameters) {
        var label = switch (task) {
            case BINARY -> "dear";
            case MULTICLASS -> "class";
            case REGRESSION -> "number";
        };
        var others = new ArrayList<>(List.of("dear", "class", "number"));
        others.remove(label);
        var told = parameters.entrySet().stream()
                .map(each -> each.getKey() + ": " + written(each.getValue()))
                .toList();
        return Workbench.spec("""
            apiVersion: millrace/v1
            kind: Pipeline
            name: contract
            data: {dataset: rows, label: %s, task: %s, exclude: %s}
            train: {select: %s, candidates: [{trainer: %s, parameters: {%s}}]}
            gates: [{metric: %s, max: 1e6}]
            """.formatted(
                label, task.word(), others, select(task), Words.of(trainer), String.join(", ", told), select(task)));
    }

    private static String written(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.6f", value);
    }
}
