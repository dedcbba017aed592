package dev.millrace.drift.rule;

import java.util.Comparator;
import java.util.List;

/**
 * What was found of one window.
 *
 * @param level DRIFT when the rule holds for this window alone
 * @param driftedShare importance-weighted share of drifted features
 * @param columns the columns that were tested
 * @param omitted how many tested columns are not among these, because they moved less than those that are
 */
public record WindowVerdict(DriftLevel level, double driftedShare, List<ColumnVerdict> columns, int omitted) {

    /** Drifted columns first, the strongest first. */
    private static final Comparator<ColumnVerdict> STRONGEST_FIRST = Comparator.comparing(ColumnVerdict::level)
            .thenComparingDouble(verdict -> verdict.shift().effect())
            .reversed();

    /** Nothing was compared. */
    public static final WindowVerdict NOT_JUDGED = new WindowVerdict(DriftLevel.NONE, 0, List.of(), 0);

    public WindowVerdict {
        columns = List.copyOf(columns);
    }

    /** All columns, those that moved most first. */
    public List<ColumnVerdict> strongestFirst() {
        return columns.stream().sorted(STRONGEST_FIRST).toList();
    }

    /** The same verdict without the rows in each bin. */
    public WindowVerdict withoutCounts() {
        return new WindowVerdict(
                level,
                driftedShare,
                columns.stream().map(ColumnVerdict::withoutCounts).toList(),
                omitted);
    }

    /** The same verdict with no more columns than this: all of them in their order, or else those that moved most. */
    public WindowVerdict limitedTo(int most) {
        return columns.size() <= most
                ? this
                : new WindowVerdict(
                        level, driftedShare, strongestFirst().subList(0, most), omitted + columns.size() - most);
    }
}
