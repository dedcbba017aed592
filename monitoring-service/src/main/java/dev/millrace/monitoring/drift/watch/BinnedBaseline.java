package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.FalseAlarms;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.Slices;
import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import dev.millrace.models.ReconstructionError;
import dev.millrace.monitoring.estimate.Estimation;
import dev.millrace.monitoring.estimate.PerformanceEstimator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A baseline and its slices with their bins ready to take values, what estimates the performance, and how often a rule raises false alarms on it. */
final class BinnedBaseline {

    private static final float[] NONE = {};

    private final Slices slices;
    private final SliceBins sliceBins;
    private final List<Binning> columns;
    private final @Nullable ReconstructionError error;
    private final Supplier<Estimation> estimation;
    private final long seed;
    private volatile @Nullable PerformanceEstimator estimator;
    private @Nullable OfRule falseAlarms;

    /**
     * @param estimation asked until it can be made, because test rows that were missing may be back
     * @param seed for estimates that are drawn
     */
    BinnedBaseline(Slices slices, Supplier<Estimation> estimation, long seed) {
        this.slices = slices;
        this.sliceBins = SliceBins.of(slices);
        this.estimation = estimation;
        this.seed = seed;
        this.columns = baseline().watched().stream().map(Binning::of).toList();
        var together = baseline().together();
        this.error = together == null
                ? null
                : new ReconstructionError(baseline().columns(), together.columns(), together.components());
    }

    Baseline baseline() {
        return slices.whole();
    }

    Slices slices() {
        return slices;
    }

    private @Nullable PerformanceEstimator estimator() {
        if (estimator == null && estimation.get() instanceof Estimation.Possible(var possible)) {
            estimator = possible;
        }
        return estimator;
    }

    /** How many values are kept of a row that waits for its window. */
    int values() {
        var estimator = estimator();
        return columns.size() + (estimator == null ? 0 : estimator.kept());
    }

    /** The sums of no rows. */
    RowSums zeroes() {
        return new RowSums(
                columns.stream().map(column -> new long[column.bins()]).toList(), estimator(), sliceBins);
    }

    /** The rows of a record, each value reduced to the number of its bin, and with what was answered. */
    List<BinnedRow> bin(Logged logged) {
        int[] inputs = inputs(logged.columns());
        var estimator = estimator();
        var rows = new ArrayList<BinnedRow>(logged.rows().size());
        for (var row : logged.rows()) {
            int[] bins = new int[columns.size()];
            for (int column = 0; column < inputs.length; column++) {
                Object value = column == inputs.length - 1
                        ? prediction(row)
                        : inputs[column] < 0 ? null : row.inputs().get(inputs[column]);
                bins[column] = bin(column, value);
            }
            if (error != null) {
                double distance = error.of(bins, column -> number(row, inputs[column]));
                bins[bins.length - 1] = columns.getLast().bin(distance);
            }
            rows.add(new BinnedRow(row.at(), bins, estimator == null ? NONE : estimator.answer(row.scores())));
        }
        return rows;
    }

    /** NaN where there is none. */
    private static double number(Logged.Row row, int input) {
        return input >= 0 && row.inputs().get(input) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private Object prediction(Logged.Row row) {
        return switch (baseline().columns().getLast().kind()) {
            case CATEGORY -> row.predicted();
            case NUMBER -> row.score();
        };
    }

    /** For each column its place among the inputs; -1 for the prediction and for what is not logged. */
    private int[] inputs(List<String> names) {
        var byName = HashMap.<String, Integer>newHashMap(names.size());
        IntStream.range(0, names.size()).forEach(input -> byName.putIfAbsent(names.get(input), input));
        return baseline().columns().stream()
                .mapToInt(column -> byName.getOrDefault(column.name(), -1))
                .toArray();
    }

    private int bin(int column, @Nullable Object value) {
        var bins = columns.get(column);
        return switch (value) {
            case null -> bins.missing();
            case Boolean truth -> bins.bin(truth ? 1 : 0);
            case Number number -> bins.bin(number.doubleValue());
            default -> bins.bin(value.toString());
        };
    }

    /** Drawn when it is first asked for. */
    synchronized FalseAlarms falseAlarms(Rule rule) {
        if (falseAlarms == null || !falseAlarms.rule.equals(rule)) {
            falseAlarms = new OfRule(rule, slices.falseAlarms(rule, seed));
        }
        return falseAlarms.falseAlarms;
    }

    private record OfRule(Rule rule, FalseAlarms falseAlarms) {}
}
