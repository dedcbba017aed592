package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.MovedTogether;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.models.Baseline;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a model drifts because of wrong values alone: there are some, and without them it would not drift. */
public final class FaultAlone {

    private FaultAlone() {}

    /** Of slices that drift alone, all have to: a world that moved in one of them is one that moved. */
    static boolean of(ConfirmedDrift drift) {
        return drift.isOfAllRows()
                ? of(drift.window().decisive(), drift.baseline(), drift.rule())
                : !drift.slices().isEmpty()
                        && drift.slices().stream()
                                .allMatch(slice -> of(slice.judged().verdict(), slice.baseline(), drift.rule()));
    }

    /** Of rows that drifted. */
    public static boolean of(WindowVerdict verdict, Baseline baseline, Rule rule) {
        var drifted = drifted(verdict, baseline);
        var moved = drifted.stream().filter(column -> column.fault() == null).toList();
        return moved.size() < drifted.size()
                && !isEnough(moved, baseline, rule)
                && !MovedTogether.isIn(baseline, verdict.columns());
    }

    /** The model's own columns that drifted. */
    public static List<ReportedColumn> drifted(WindowVerdict verdict, Baseline baseline) {
        var features = baseline.features();
        return ReportedColumn.of(verdict, baseline).stream()
                .filter(column -> column.drifted() && features.contains(column.column()))
                .toList();
    }

    /** Whether columns make the model drift. */
    public static boolean isEnough(List<ReportedColumn> moved, Baseline baseline, Rule rule) {
        return moved.stream().anyMatch(ReportedColumn::critical)
                || (!moved.isEmpty() && share(baseline, moved) >= rule.driftShare());
    }

    /** Of the importance. */
    private static double share(Baseline baseline, List<ReportedColumn> moved) {
        Set<String> names = moved.stream().map(ReportedColumn::column).collect(Collectors.toSet());
        var shares = baseline.columns();
        double total = shares.stream().mapToDouble(Baseline.Column::importance).sum();
        return shares.stream()
                        .filter(column -> names.contains(column.name()))
                        .mapToDouble(column -> total > 0 ? column.importance() : 1)
                        .sum()
                / (total > 0 ? total : shares.size() - 1.0);
    }
}
