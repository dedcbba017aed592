package dev.millrace.training.learn;

import dev.millrace.artifacts.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.springframework.util.FileSystemUtils;

/**
 * A whole run over made-up rows of 28 numbers and two classes, and bare XGBoost4J on the same training rows in the same process.
 * Arguments: rows, and how often the run is repeated.
 */
final class SizeBenchmark {

    private static final int WIDTH = 28;
    private static final int TREES = Integer.getInteger("trees", 100);

    private SizeBenchmark() {}

    public static void main(String[] arguments) throws IOException, XGBoostError {
        int rows = Integer.parseInt(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        var directory = Files.createTempDirectory("millrace-size");
        try {
            measure(directory, rows, runs);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static void measure(Path directory, int rows, int runs) throws IOException, XGBoostError {
        try (var bench = new Workbench(directory)) {
            var part = bench.rows(query(rows));
            System.out.printf(Locale.ROOT, "%d rows of %d numbers, %s%n", rows, WIDTH, memory());
            for (int run = 0; run < runs; run++) {
                double whole = learned(bench, part);
                var memory = memory();
                double bare = bare((int) (0.7 * rows));
                System.out.printf(
                        Locale.ROOT,
                        "run %.2f s (%s), XGBoost4J alone %.2f s, %.2f times%n",
                        whole,
                        memory,
                        bare,
                        whole / bare);
            }
        }
    }

    /** Sums and products of some of the numbers tell the class, with noise; the same rows each time. */
    private static String query(int rows) {
        var numbers = new StringBuilder();
        for (int i = 0; i < WIDTH; i++) {
            numbers.append(numbers.isEmpty() ? "" : ", ")
                    .append("CAST(CAST(hash(i * 31 + %d) %% 1000003 AS FLOAT) / 500000 - 1 AS DOUBLE) AS x%d"
                            .formatted(1_000_003L * i, i));
        }
        return "SELECT *, (x0 + x1 * x2 + x3 * x3 - abs(x4) + CAST(hash(x5, x6) % 1000 AS DOUBLE) / 1000) > 0.4 AS signal FROM (SELECT "
                + numbers + " FROM range(" + rows + ") AS r(i))";
    }

    private static double learned(Workbench bench, Digest part) {
        var spec = Workbench.spec("""
                apiVersion: millrace/v1
                kind: Pipeline
                name: size
                data: {dataset: rows, label: signal}
                train:
                  select: auc
                  candidates:
                    - {trainer: gradient-boosted-trees, parameters: {trees: %d, depth: 6, earlyStopping: 0, subsample: 1, columnSample: 1}}
                gates: [{metric: auc, min: 0.5}]
                """.formatted(TREES));
        long start = System.nanoTime();
        var learned = bench.learn.learn(bench.task(spec, List.of(part)), Optional::empty, new Stages(start));
        double seconds = seconds(start);
        System.out.printf(Locale.ROOT, "%7.2f s, processor %.2f s: done%n", seconds, processor());
        System.out.printf(Locale.ROOT, "AUC %.4f%n", learned.metrics().test().getOrDefault("auc", Double.NaN));
        return seconds;
    }

    /** What XGBoost4J takes for a matrix of as many rows and numbers, made beforehand. */
    private static double bare(int rows) throws XGBoostError {
        float[] values = new float[rows * WIDTH];
        float[] labels = new float[rows];
        var random = new SplittableRandom(1);
        for (int row = 0; row < rows; row++) {
            int at = row * WIDTH;
            for (int i = 0; i < WIDTH; i++) {
                values[at + i] = (float) (2 * random.nextDouble() - 1);
            }
            double sum = values[at] + values[at + 1] * values[at + 2] + values[at + 3] * values[at + 3];
            labels[row] = sum - Math.abs(values[at + 4]) + random.nextDouble() > 0.4 ? 1 : 0;
        }
        System.out.printf(Locale.ROOT, "          processor %.2f s: alone%n", processor());
        long start = System.nanoTime();
        var matrix = new DMatrix(values, rows, WIDTH, Float.NaN);
        matrix.setLabel(labels);
        var booster = XGBoost.train(
                matrix,
                Map.of(
                        "objective",
                        "binary:logistic",
                        "tree_method",
                        "hist",
                        "max_depth",
                        6,
                        "eta",
                        0.05,
                        "min_child_weight",
                        5,
                        "lambda",
                        2,
                        "nthread",
                        Runtime.getRuntime().availableProcessors()),
                TREES,
                Map.of(),
                null,
                null);
        double seconds = seconds(start);
        System.out.printf(Locale.ROOT, "          processor %.2f s: alone done%n", processor());
        booster.dispose();
        matrix.dispose();
        return seconds;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Processor time of the process so far, in seconds. */
    private static double processor() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    private static String memory() throws IOException {
        return String.join(
                ", ",
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .toList());
    }

    /** Says when each stage begins. */
    private static final class Stages implements Progress {

        private final long start;
        private String last = "";

        Stages(long start) {
            this.start = start;
        }

        @Override
        public void at(String stage, double fraction, Map<String, String> figures) {
            if (!stage.equals(last)) {
                System.out.printf(Locale.ROOT, "%7.2f s, processor %.2f s: %s%n", seconds(start), processor(), stage);
                last = stage;
            }
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
