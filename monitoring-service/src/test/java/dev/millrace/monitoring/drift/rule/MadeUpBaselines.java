package dev.millrace.monitoring.drift.rule;

import dev.millrace.drift.rule.WindowTimes;
import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/** Baselines of made-up training rows, and windows in their bins. */
public final class MadeUpBaselines {

    /** Windows that are closed as soon as they have their rows. */
    public static final WindowTimes AT_ONCE = new WindowTimes(Duration.ZERO, Duration.ofDays(1), Duration.ofHours(6));

    private static final int DECILES = 10;

    private MadeUpBaselines() {}

    /** Columns x0, x1, … of standard normal numbers, equally important, and a prediction. */
    public static Baseline normal(int columns, int rows, RandomGenerator random) {
        List<Baseline.Column> all = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            all.add(number("x" + column, 1.0 / columns, values(rows, random)));
        }
        all.add(number("prediction", 0, values(rows, random)));
        return new Baseline(rows, all);
    }

    /** A window of as many columns; each value moved as said for the column with this name. */
    public static List<long[]> window(
            Baseline baseline, int rows, RandomGenerator random, String moved, DoubleUnaryOperator by) {
        return baseline.columns().stream()
                .map(column -> {
                    double[] values = values(rows, random);
                    return counts(
                            Binning.of(column),
                            column.name().equals(moved)
                                    ? Arrays.stream(values).map(by).toArray()
                                    : values);
                })
                .toList();
    }

    public static Baseline.Column number(String name, double importance, double[] values) {
        return number(name, importance, values, DECILES);
    }

    static Baseline.Column number(String name, double importance, double[] values, int quantiles) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        List<Double> edges = new ArrayList<>();
        for (int quantile = 0; quantile <= quantiles; quantile++) {
            edges.add(sorted[Math.min(sorted.length - 1, quantile * sorted.length / quantiles)]);
        }
        Binning bins = Binning.ofEdges(edges);
        long[] counts = counts(bins, values);
        double[] sums = new double[counts.length];
        Arrays.stream(values).forEach(value -> sums[bins.bin(value)] += value);
        List<Double> means = new ArrayList<>();
        for (int bin = 0; bin < counts.length - 1; bin++) {
            means.add(counts[bin] == 0 ? 0 : sums[bin] / counts[bin]);
        }
        double mean = DoubleStream.of(values).average().orElse(0);
        double squares = DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new Baseline.Column(
                name,
                Baseline.Column.Kind.NUMBER,
                edges,
                means,
                List.of(),
                Arrays.stream(counts).boxed().toList(),
                importance,
                mean,
                Math.sqrt(squares / (values.length - 1)));
    }

    public static Baseline.Column category(String name, double importance, List<String> categories, List<Long> counts) {
        return new Baseline.Column(
                name, Baseline.Column.Kind.CATEGORY, List.of(), List.of(), categories, counts, importance, 0, 0);
    }

    public static double[] values(int rows, RandomGenerator random) {
        return DoubleStream.generate(random::nextGaussian).limit(rows).toArray();
    }

    private static long[] counts(Binning bins, double[] values) {
        long[] counts = new long[bins.bins()];
        Arrays.stream(values).forEach(value -> counts[bins.bin(value)]++);
        return counts;
    }
}
