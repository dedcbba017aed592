package dev.millrace.monitoring.drift.watch;

import dev.millrace.models.Baseline;
import dev.millrace.monitoring.ServingRole;
import java.util.List;

/**
 * What a version's traffic is compared with.
 *
 * @param rows that it was counted from
 * @param columns the prediction comes behind the others, and last how columns belong together
 */
public record BaselineView(
        String model, int version, ServingRole role, long generation, long rows, List<BaselineColumn> columns) {

    public BaselineView {
        columns = List.copyOf(columns);
    }

    /**
     * One column in its frozen bins.
     *
     * @param critical whether its drift alone makes the model drift
     * @param importance share of the model's total gain
     * @param bins their names
     * @param counts rows in each
     */
    public record BaselineColumn(
            String column,
            Baseline.Column.Kind kind,
            boolean critical,
            double importance,
            List<String> bins,
            List<Long> counts) {
        public BaselineColumn {
            bins = List.copyOf(bins);
            counts = List.copyOf(counts);
        }
    }

    static BaselineView of(Approved approved, Baseline baseline, List<String> critical) {
        return new BaselineView(
                approved.model(),
                approved.version(),
                approved.modelRole().role(),
                approved.generation(),
                baseline.rows(),
                baseline.watched().stream()
                        .map(column -> new BaselineColumn(
                                column.name(),
                                column.kind(),
                                critical.contains(column.name()),
                                column.importance(),
                                BinNames.of(column),
                                column.counts()))
                        .toList());
    }
}
