package dev.millrace.drift.rule;

import dev.millrace.drift.statistics.ChiSquare;
import dev.millrace.drift.statistics.Counts;
import dev.millrace.drift.statistics.Distances;
import dev.millrace.drift.statistics.KolmogorovSmirnov;
import dev.millrace.drift.statistics.TestResult;
import dev.millrace.models.Baseline;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far a column lies from the baseline, before it is known how many columns do.
 *
 * @param counts rows in each bin that was tested
 * @param windows that these rows are of; empty where they are those of one
 */
record MeasuredColumn(
        Baseline.Column column,
        String testName,
        String effectName,
        List<Long> counts,
        List<long[]> windows,
        TestResult test,
        double effect) {

    private static final double SIGNIFICANCE = 0.05;
    private static final double NOTABLE = 0.5;

    static MeasuredColumn values(Baseline.Column column, long[] counts, List<long[]> windows) {
        return switch (column.kind()) {
            case NUMBER ->
                new MeasuredColumn(
                        column,
                        "ks",
                        "wasserstein/sd",
                        listed(counts),
                        windows,
                        KolmogorovSmirnov.test(present(Counts.of(column.counts())), present(counts)),
                        distance(column, counts));
            case CATEGORY ->
                new MeasuredColumn(
                        column,
                        "chi-square",
                        "jensen-shannon",
                        listed(counts),
                        windows,
                        ChiSquare.test(Counts.of(column.counts()), counts),
                        distance(column, counts));
        };
    }

    /** Whether numbers are missing as often as before, which their own test does not see; empty where none is. */
    static Optional<MeasuredColumn> missing(Baseline.Column column, long[] counts, List<long[]> windows) {
        long[] reference = MissingValues.of(Counts.of(column.counts()));
        long[] presence = MissingValues.of(counts);
        return column.kind() == Baseline.Column.Kind.NUMBER && reference[1] + presence[1] > 0
                ? Optional.of(new MeasuredColumn(
                        column,
                        MissingValues.TEST,
                        "jensen-shannon",
                        listed(presence),
                        windows.stream().map(MissingValues::of).toList(),
                        ChiSquare.test(reference, presence),
                        Distances.jensenShannon(reference, presence)))
                : Optional.empty();
    }

    private static List<Long> listed(long[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }

    private static double distance(Baseline.Column column, long[] counts) {
        long[] reference = Counts.of(column.counts());
        return switch (column.kind()) {
            case NUMBER -> Distances.wasserstein(column, present(reference), present(counts));
            case CATEGORY -> Distances.jensenShannon(reference, counts);
        };
    }

    /** Without the bin of missing values, which are no numbers. */
    private static long[] present(long[] counts) {
        return Arrays.copyOf(counts, counts.length - 1);
    }

    /** @param adjusted the test's probability after correction over all columns */
    ColumnVerdict verdict(double adjusted, Rule rule) {
        return new ColumnVerdict(
                column.name(),
                column.importance(),
                rule.critical().contains(column.name()),
                new ColumnVerdict.Significance(testName, test.statistic(), test.pValue(), adjusted),
                new ColumnVerdict.Shift(effectName, effect, rule.effect()),
                adjusted > SIGNIFICANCE ? DriftLevel.NONE : level(rule),
                counts);
    }

    /** Of a change that is significant. */
    private DriftLevel level(Rule rule) {
        double least = windows.stream().mapToDouble(this::effectIn).reduce(effect, Math::min);
        if (least < NOTABLE * rule.effect()) {
            return DriftLevel.NONE;
        }
        return least >= rule.effect() ? DriftLevel.DRIFT : DriftLevel.POSSIBLE;
    }

    private double effectIn(long[] window) {
        return testName.equals(MissingValues.TEST)
                ? Distances.jensenShannon(MissingValues.of(Counts.of(column.counts())), window)
                : distance(column, window);
    }
}
