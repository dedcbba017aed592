package dev.millrace.drift.rule;

import dev.millrace.models.Baseline;
import dev.millrace.models.Together;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Whether columns no longer belong together as they did, though each looks as it always did. Where one of them drifted by itself, that explains
 * the longer distances, and nothing is said of how they belong together.
 */
public final class MovedTogether {

    private MovedTogether() {}

    /** @param verdicts of every column */
    public static boolean isIn(Baseline baseline, Collection<ColumnVerdict> verdicts) {
        var together = baseline.together();
        if (together == null) {
            return false;
        }
        var drifted = verdicts.stream()
                .filter(ColumnVerdict::drifted)
                .map(ColumnVerdict::column)
                .collect(Collectors.toSet());
        return drifted.contains(Together.NAME)
                && together.columns().stream().noneMatch(column -> drifted.contains(column.column()));
    }
}
