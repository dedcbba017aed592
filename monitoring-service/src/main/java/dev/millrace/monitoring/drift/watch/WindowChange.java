package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.ColumnVerdict;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.WindowVerdict;
import java.util.List;

/**
 * How a window differs from the one before it, by the rule that compares it with the baseline. It tells a change that came at once from one that
 * came little by little, and alarms nobody.
 *
 * @param level of the difference
 * @param columns that moved between the two, those that moved most first
 */
public record WindowChange(DriftLevel level, List<Moved> columns) {

    private static final int MOST_COLUMNS = 16;

    public WindowChange {
        columns = List.copyOf(columns);
    }

    /**
     * A column that moved.
     *
     * @param ofMissingValues whether it is how often its values are missing that did
     */
    public record Moved(String column, boolean ofMissingValues, String effectName, double effect, DriftLevel level) {

        private static Moved of(ColumnVerdict verdict) {
            return new Moved(
                    verdict.column(),
                    verdict.isOfMissingValues(),
                    verdict.shift().effectName(),
                    verdict.shift().effect(),
                    verdict.level());
        }
    }

    static WindowChange of(WindowVerdict verdict) {
        return new WindowChange(
                verdict.level(),
                verdict.strongestFirst().stream()
                        .filter(column -> column.level() != DriftLevel.NONE)
                        .limit(MOST_COLUMNS)
                        .map(Moved::of)
                        .toList());
    }
}
