package dev.millrace.training.learn.judge;

import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import dev.millrace.models.Outputs;
import dev.millrace.pipelines.Task;
import dev.millrace.training.learn.graph.FeaturePlan;
import dev.millrace.training.learn.graph.PlannedFeature;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Freezes the bins that production is counted in, from the training rows. */
public final class BaselineOfRows {

    private static final int QUANTILES = 30;
    private static final int MOST_CATEGORIES = 50;
    private static final int FEW_NUMBERS = 5;
    private static final String PREDICTION = "prediction";

    private BaselineOfRows() {}

    /**
     * Counts the training rows.
     *
     * @param importances a share a feature, in the order of the plan
     * @param outputs what the scores mean
     * @param scores of the training rows
     */
    public static Baseline of(FeaturePlan plan, Table train, double[] importances, Outputs outputs, float[] scores) {
        List<Baseline.Column> columns = new ArrayList<>();
        for (int i = 0; i < importances.length; i++) {
            PlannedFeature planned = plan.features().get(i);
            if (!planned.watched()) {
                continue;
            }
            RawColumn column = train.column(planned.feature().name()).orElseThrow();
            columns.add(
                    planned instanceof PlannedFeature.Quantity && !few(column.numbers())
                            ? numbers(column.name(), column.numbers(), importances[i])
                            : categories(column, train.rows(), importances[i]));
        }
        columns.add(predictions(train.rows(), outputs, scores));
        return new Baseline(train.rows(), columns);
    }

    /** The predicted classes where they are several; else the score of the second class or the number. */
    private static Baseline.Column predictions(int rows, Outputs outputs, float[] scores) {
        if (outputs.task() == Task.MULTICLASS) {
            String[] answers = new String[rows];
            Arrays.setAll(answers, row -> outputs.answer(scores, row));
            return categories(RawColumn.texts(PREDICTION, RawColumn.Kind.TEXT, answers), rows, 0);
        }
        double[] answers = new double[rows];
        Arrays.setAll(answers, row -> scores[row * outputs.width() + outputs.width() - 1]);
        return numbers(PREDICTION, answers, 0);
    }

    private static boolean few(double[] numbers) {
        TreeSet<Double> distinct = new TreeSet<>();
        for (double number : numbers) {
            if (!Double.isNaN(number)) {
                distinct.add(number + 0.0);
            }
            if (distinct.size() > FEW_NUMBERS) {
                return false;
            }
        }
        return true;
    }

    private static Baseline.Column categories(RawColumn column, int rows, double importance) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            if (!column.missing(row)) {
                counts.merge(column.category(row), 1, Integer::sum);
            }
        }
        List<String> frequent = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CATEGORIES)
                .map(Map.Entry::getKey)
                .toList();
        Binning binning = Binning.ofCategories(frequent);
        long[] bins = new long[binning.bins()];
        for (int row = 0; row < rows; row++) {
            bins[binning.bin(column.category(row))]++;
        }
        return new Baseline.Column(
                column.name(),
                Baseline.Column.Kind.CATEGORY,
                List.of(),
                List.of(),
                frequent,
                Arrays.stream(bins).boxed().toList(),
                importance,
                0,
                0);
    }

    private static Baseline.Column numbers(String name, double[] values, double importance) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        List<Double> edges = edges(sorted);
        Binning binning = Binning.ofEdges(edges);
        long[] bins = new long[binning.bins()];
        double[] sums = new double[binning.bins()];
        for (double value : values) {
            int bin = binning.bin(value);
            bins[bin]++;
            sums[bin] += value;
        }
        List<Double> means = new ArrayList<>();
        for (int bin = 0; bin <= edges.size(); bin++) {
            means.add(bins[bin] == 0 ? edges.get(Math.min(bin, edges.size() - 1)) : sums[bin] / bins[bin]);
        }
        double mean = DoubleStream.of(sorted).average().orElse(0);
        double squares = DoubleStream.of(sorted)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new Baseline.Column(
                name,
                Baseline.Column.Kind.NUMBER,
                edges,
                means,
                List.of(),
                Arrays.stream(bins).boxed().toList(),
                importance,
                mean,
                sorted.length < 2 ? 0 : Math.sqrt(squares / (sorted.length - 1)));
    }

    /** Quantiles, each value once; the largest value is the last edge, so that what lies above it is new. */
    private static List<Double> edges(double[] sorted) {
        TreeSet<Double> edges = new TreeSet<>();
        for (int i = 0; i <= QUANTILES; i++) {
            edges.add(sorted[(int) ((long) (sorted.length - 1) * i / QUANTILES)] + 0.0);
        }
        return edges.stream().collect(Collectors.toList());
    }
}
