package dev.millrace.drift.rule;

import dev.millrace.drift.statistics.BenjaminiHochberg;
import dev.millrace.drift.statistics.ChiSquare;
import dev.millrace.drift.statistics.Counts;
import dev.millrace.drift.statistics.Distances;
import dev.millrace.drift.statistics.KolmogorovSmirnov;
import dev.millrace.drift.statistics.TestResult;
import dev.millrace.models.Baseline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a window with the baseline. A column drifts when its test is significant after correction over all columns
 * and its effect is large enough; the model drifts when enough importance, a critical column or the prediction does, or columns that
 * no longer belong together. Pure.
 */
public final class JudgeWindow {

    /** Name of the baseline's last column. */
    public static final String PREDICTION = "prediction";

    private static final double SIGNIFICANCE = 0.05;
    private static final double NOTABLE = 0.5;

    private JudgeWindow() {}

    public static WindowVerdict judge(Baseline baseline, List<long[]> window, Rule rule) {
        return judge(baseline, window, rule, 1);
    }

    /**
     * The same for one of several parts that are judged beside each other, each of which could alarm by chance.
     *
     * @param parts how many: probabilities are multiplied by it (Bonferroni)
     */
    static WindowVerdict judge(Baseline baseline, List<long[]> window, Rule rule, int parts) {
        List<Measured> measured = new ArrayList<>();
        var watched = baseline.watched();
        for (int column = 0; column < watched.size(); column++) {
            measured.add(measure(watched.get(column), window.get(column)));
            missing(watched.get(column), window.get(column)).ifPresent(measured::add);
        }
        double[] adjusted = BenjaminiHochberg.adjusted(
                measured.stream().mapToDouble(column -> column.test.pValue()).toArray());
        List<ColumnVerdict> verdicts = new ArrayList<>();
        for (int column = 0; column < measured.size(); column++) {
            verdicts.add(measured.get(column).verdict(Math.min(1, adjusted[column] * parts), rule));
        }
        double share = driftedShare(verdicts);
        boolean together = MovedTogether.isIn(baseline, verdicts);
        return new WindowVerdict(level(verdicts, together, share, rule), share, verdicts, 0);
    }

    private static Measured measure(Baseline.Column column, long[] window) {
        long[] reference = Counts.of(column.counts());
        return switch (column.kind()) {
            case NUMBER -> {
                long[] present = present(reference);
                long[] presentToo = present(window);
                yield new Measured(
                        column,
                        "ks",
                        "wasserstein/sd",
                        window,
                        KolmogorovSmirnov.test(present, presentToo),
                        Distances.wasserstein(column, present, presentToo));
            }
            case CATEGORY ->
                new Measured(
                        column,
                        "chi-square",
                        "jensen-shannon",
                        window,
                        ChiSquare.test(reference, window),
                        Distances.jensenShannon(reference, window));
        };
    }

    /** Whether numbers are missing as often as before, which their own test does not see; empty where none is. */
    private static Optional<Measured> missing(Baseline.Column column, long[] window) {
        long[] reference = MissingValues.of(Counts.of(column.counts()));
        long[] presence = MissingValues.of(window);
        return column.kind() == Baseline.Column.Kind.NUMBER && reference[1] + presence[1] > 0
                ? Optional.of(new Measured(
                        column,
                        MissingValues.TEST,
                        "jensen-shannon",
                        presence,
                        ChiSquare.test(reference, presence),
                        Distances.jensenShannon(reference, presence)))
                : Optional.empty();
    }

    /** Without the bin of missing values, which are no numbers. */
    private static long[] present(long[] counts) {
        return Arrays.copyOf(counts, counts.length - 1);
    }

    /** Importances are shares; where a model knows none, all columns weigh the same. */
    private static double driftedShare(List<ColumnVerdict> verdicts) {
        List<ColumnVerdict> features = verdicts.stream()
                .filter(verdict -> Baseline.isFeature(verdict.column()))
                .toList();
        Map<String, Double> importances = new HashMap<>();
        features.forEach(verdict -> importances.put(verdict.column(), verdict.importance()));
        double total =
                importances.values().stream().mapToDouble(Double::doubleValue).sum();
        double drifted = features.stream()
                .filter(ColumnVerdict::drifted)
                .map(ColumnVerdict::column)
                .distinct()
                .mapToDouble(
                        column -> total > 0 ? importances.getOrDefault(column, 0.0) / total : 1.0 / importances.size())
                .sum();
        return Math.min(drifted, 1);
    }

    private static DriftLevel level(List<ColumnVerdict> verdicts, boolean together, double share, Rule rule) {
        List<ColumnVerdict> drifted =
                verdicts.stream().filter(ColumnVerdict::drifted).toList();
        boolean decisive = drifted.stream()
                .anyMatch(verdict -> verdict.critical() || verdict.column().equals(PREDICTION));
        if (decisive || together || (!drifted.isEmpty() && share >= rule.driftShare())) {
            return DriftLevel.DRIFT;
        }
        return drifted.isEmpty() ? DriftLevel.NONE : DriftLevel.POSSIBLE;
    }

    private record Measured(
            Baseline.Column column,
            String testName,
            String effectName,
            List<Long> counts,
            TestResult test,
            double effect) {

        Measured(
                Baseline.Column column,
                String testName,
                String effectName,
                long[] counts,
                TestResult test,
                double effect) {
            this(column, testName, effectName, Arrays.stream(counts).boxed().toList(), test, effect);
        }

        ColumnVerdict verdict(double adjusted, Rule rule) {
            return new ColumnVerdict(
                    column.name(),
                    column.importance(),
                    rule.critical().contains(column.name()),
                    new ColumnVerdict.Significance(testName, test.statistic(), test.pValue(), adjusted),
                    new ColumnVerdict.Shift(effectName, effect, rule.effect()),
                    level(adjusted, rule),
                    counts);
        }

        private DriftLevel level(double adjusted, Rule rule) {
            if (adjusted > SIGNIFICANCE || effect < NOTABLE * rule.effect()) {
                return DriftLevel.NONE;
            }
            return effect >= rule.effect() ? DriftLevel.DRIFT : DriftLevel.POSSIBLE;
        }
    }
}
