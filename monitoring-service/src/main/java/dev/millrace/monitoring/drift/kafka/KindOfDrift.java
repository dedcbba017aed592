package dev.millrace.monitoring.drift.kafka;

import dev.millrace.contracts.DriftKind;
import dev.millrace.drift.rule.MovedTogether;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.drift.watch.ConfirmedDrift;
import dev.millrace.monitoring.drift.watch.ReportedColumn;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What moved, as an event says it.
 *
 * @param together whether the columns no longer belong together, and none of them drifted by itself
 */
record KindOfDrift(DriftKind kind, boolean together) {

    /** Of slices that drift alone, what is least of a fault: a world that moved in one of them is one that moved. */
    static KindOfDrift of(ConfirmedDrift confirmed) {
        var rule = confirmed.rule();
        if (confirmed.isOfAllRows()) {
            return of(confirmed.window().decisive(), confirmed.baseline(), rule);
        }
        var least = confirmed.slices().stream()
                .map(slice ->
                        of(slice.judged().verdict(), slice.baseline(), rule).kind())
                .min(Comparator.naturalOrder())
                .orElse(DriftKind.FEATURE);
        return new KindOfDrift(least, false);
    }

    /** INTEGRITY where it is faults without which the model would not drift. */
    static KindOfDrift of(WindowVerdict verdict, Baseline baseline, Rule rule) {
        var drifted = ReportedColumn.of(verdict, baseline).stream()
                .filter(column -> column.drifted() && Baseline.isFeature(column.column()))
                .toList();
        boolean together = MovedTogether.isIn(baseline, verdict.columns());
        if (drifted.isEmpty()) {
            return new KindOfDrift(together ? DriftKind.FEATURE : DriftKind.PREDICTION, together);
        }
        var moved = drifted.stream().filter(column -> column.fault() == null).toList();
        boolean enough = moved.stream().anyMatch(ReportedColumn::critical)
                || (!moved.isEmpty() && share(baseline, moved) >= rule.driftShare());
        return new KindOfDrift(
                enough || together || moved.size() == drifted.size() ? DriftKind.FEATURE : DriftKind.INTEGRITY,
                together && !enough);
    }

    /** Of the importance. */
    private static double share(Baseline baseline, List<ReportedColumn> moved) {
        var names = moved.stream().map(ReportedColumn::column).collect(Collectors.toSet());
        var shares = baseline.columns();
        double total = shares.stream().mapToDouble(Baseline.Column::importance).sum();
        return shares.stream()
                        .filter(column -> names.contains(column.name()))
                        .mapToDouble(column -> total > 0 ? column.importance() : 1)
                        .sum()
                / (total > 0 ? total : shares.size() - 1.0);
    }
}
