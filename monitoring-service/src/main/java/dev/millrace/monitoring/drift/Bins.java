package dev.millrace.monitoring.drift;

import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A baseline with its bins ready to take values, and what the rule makes of it. */
final class Bins {

    private final Baseline baseline;
    private final List<Binning> columns;
    private final long seed;
    private @Nullable FalseAlarmShare falseAlarms;

    /**
     * @param seed for estimates that are drawn
     */
    Bins(Baseline baseline, long seed) {
        this.baseline = baseline;
        this.seed = seed;
        this.columns = baseline.columns().stream().map(Binning::of).toList();
    }

    Baseline baseline() {
        return baseline;
    }

    int width() {
        return columns.size();
    }

    int size(int column) {
        return columns.get(column).bins();
    }

    Binning of(int column) {
        return columns.get(column);
    }

    /** As {@link FalseAlarms#share}; drawn when it is first asked for. */
    synchronized double falseAlarms(Rule rule) {
        if (falseAlarms == null || !falseAlarms.rule.equals(rule)) {
            falseAlarms = new FalseAlarmShare(rule, FalseAlarms.share(baseline, rule, seed));
        }
        return falseAlarms.share;
    }

    private record FalseAlarmShare(Rule rule, double share) {}
}
