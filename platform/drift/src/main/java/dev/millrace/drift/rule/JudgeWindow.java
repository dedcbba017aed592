package dev.millrace.drift.rule;

import dev.millrace.drift.statistics.BenjaminiHochberg;
import dev.millrace.models.Baseline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a window with the baseline. A column drifts when its test is significant after correction over all columns
 * and its effect is large enough; the model drifts when enough importance, a critical column or the prediction does, or columns that
 * no longer belong together. Pure.
 */
public final class JudgeWindow {

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
        return judge(baseline, window, List.of(), rule, parts);
    }

    /**
     * The same for rows of several windows.
     *
     * @param rows of all of them
     * @param windows those of each; a column has moved as far as in the window in which it moved least
     */
    static WindowVerdict judge(Baseline baseline, List<long[]> rows, List<List<long[]>> windows, Rule rule, int parts) {
        List<MeasuredColumn> measured = new ArrayList<>();
        var watched = baseline.watched();
        for (int place = 0; place < watched.size(); place++) {
            int each = place;
            var ofEach = windows.stream().map(window -> window.get(each)).toList();
            measured.add(MeasuredColumn.values(watched.get(place), rows.get(place), ofEach));
            MeasuredColumn.missing(watched.get(place), rows.get(place), ofEach).ifPresent(measured::add);
        }
        double[] adjusted = BenjaminiHochberg.adjusted(
                measured.stream().mapToDouble(column -> column.test().pValue()).toArray());
        List<ColumnVerdict> verdicts = new ArrayList<>();
        for (int column = 0; column < measured.size(); column++) {
            verdicts.add(measured.get(column).verdict(Math.min(1, adjusted[column] * parts), rule));
        }
        double share = driftedShare(baseline, verdicts);
        boolean together = MovedTogether.isIn(baseline, verdicts);
        boolean decisive = verdicts.stream()
                .anyMatch(verdict -> verdict.drifted()
                        && (verdict.critical() || verdict.column().equals(baseline.prediction())));
        return new WindowVerdict(level(verdicts, decisive || together, share, rule), share, verdicts, 0);
    }

    /** Importances are shares; where a model knows none, all columns weigh the same. */
    private static double driftedShare(Baseline baseline, List<ColumnVerdict> verdicts) {
        var names = baseline.features();
        List<ColumnVerdict> features = verdicts.stream()
                .filter(verdict -> names.contains(verdict.column()))
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

    private static DriftLevel level(List<ColumnVerdict> verdicts, boolean decisive, double share, Rule rule) {
        boolean drifted = verdicts.stream().anyMatch(ColumnVerdict::drifted);
        if (decisive || (drifted && share >= rule.driftShare())) {
            return DriftLevel.DRIFT;
        }
        return drifted ? DriftLevel.POSSIBLE : DriftLevel.NONE;
    }
}
