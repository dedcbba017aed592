package dev.millrace.monitoring.drift.kafka;

import dev.millrace.contracts.DriftKind;
import dev.millrace.drift.rule.MovedTogether;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.drift.watch.ConfirmedDrift;
import dev.millrace.monitoring.drift.watch.FaultAlone;
import java.util.Comparator;

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
        var drifted = FaultAlone.drifted(verdict, baseline);
        boolean together = MovedTogether.isIn(baseline, verdict.columns());
        if (drifted.isEmpty()) {
            return new KindOfDrift(together ? DriftKind.FEATURE : DriftKind.PREDICTION, together);
        }
        var moved = drifted.stream().filter(column -> column.fault() == null).toList();
        return new KindOfDrift(
                FaultAlone.of(verdict, baseline, rule) ? DriftKind.INTEGRITY : DriftKind.FEATURE,
                together && !FaultAlone.isEnough(moved, baseline, rule));
    }
}
