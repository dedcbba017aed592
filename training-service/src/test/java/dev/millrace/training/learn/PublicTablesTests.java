package dev.millrace.training.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.pipelines.PipelineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Public tables, learned from by specification alone: as good as scikit-learn's HistGradientBoosting on the same rows.
 * {@code benchmarks/tables/tables.py} writes them, with scikit-learn's figures; {@code MILLRACE_TABLES} names their folder.
 */
class PublicTablesTests {

    private static final int SEEDS = 5;

    private final Workbench bench;

    PublicTablesTests(@TempDir Path directory) {
        bench = new Workbench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void isAsGoodAsScikitLearn(String name, String label, String metric, String excluded, double reference)
            throws IOException {
        assumeTrue(!name.isEmpty(), "skipped: MILLRACE_TABLES names no folder that tables.py wrote");
        var part = bench.csv(folder().resolve(name + ".csv"));
        var scores = new ArrayList<Double>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            var learned = bench.learn(spec(label, metric, excluded, seed), List.of(part), null);
            scores.add(learned.metrics().test().get(metric));
        }
        double mean = scores.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        System.out.printf(Locale.ROOT, "%-16s %-8s %10.4f, scikit-learn %10.4f%n", name, metric, mean, reference);
        if (metric.equals("rmse")) {
            assertThat(mean).isLessThanOrEqualTo(1.03 * reference);
        } else {
            assertThat(mean).isGreaterThanOrEqualTo(reference - 0.01);
        }
    }

    static Stream<Arguments> tables() throws IOException {
        var figures = folder().resolve("scikit-learn.csv");
        if (!Files.exists(figures)) {
            return Stream.of(Arguments.of("", "", "", "", 0));
        }
        return Files.readAllLines(figures).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> Arguments.of(cells[0], cells[1], cells[2], cells[3], Double.valueOf(cells[5])));
    }

    private static PipelineSpec spec(String label, String metric, String excluded, int seed) {
        var exclude = new ArrayList<String>(IntStream.rangeClosed(1, SEEDS)
                .filter(other -> other != seed)
                .mapToObj(other -> "order_" + other)
                .toList());
        Stream.of(excluded.split(";", -1)).filter(column -> !column.isEmpty()).forEach(exclude::add);
        return Workbench.spec("""
                apiVersion: millrace/v1
                kind: Pipeline
                name: table
                data:
                  dataset: rows
                  label: "%s"
                  exclude: %s
                  split: {by: time, column: order_%d, train: 0.7, validation: 0.15, test: 0.15}
                train:
                  select: %s
                  candidates: [{trainer: %s}, {trainer: gradient-boosted-trees}]
                gates: [{metric: %s, %s}]
                """.formatted(
                        label,
                        exclude,
                        seed,
                        metric,
                        metric.equals("rmse") ? "linear-regression" : "logistic-regression",
                        metric,
                        metric.equals("rmse") ? "max: 1e9" : "min: 0"));
    }

    private static Path folder() {
        return Path.of(Objects.requireNonNullElse(System.getenv("MILLRACE_TABLES"), "there is none"));
    }
}
