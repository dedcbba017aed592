package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Episode;
import dev.millrace.drift.rule.ColumnVerdict;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.WindowVerdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first window of a version that was judged: how far what serving sees lies from what training read, whether it drifts or not.
 *
 * @param generation of the approval that put the version in service
 * @param columns those that moved most first
 * @param omitted how many more columns were compared
 */
public record FirstWindow(long generation, Instant from, Instant to, long rows, List<Distance> columns, int omitted) {

    public FirstWindow {
        columns = List.copyOf(columns);
    }

    /**
     * How far one column lies from the baseline.
     *
     * @param effectName wasserstein/sd or jensen-shannon
     * @param threshold effect from which a significant change counts
     * @param adjustedP after Benjamini-Hochberg over all columns
     */
    public record Distance(
            String column,
            boolean ofMissingValues,
            String effectName,
            double effect,
            double threshold,
            double adjustedP,
            DriftLevel level) {

        static Distance of(ColumnVerdict verdict) {
            return new Distance(
                    verdict.column(),
                    verdict.isOfMissingValues(),
                    verdict.shift().effectName(),
                    verdict.shift().effect(),
                    verdict.shift().threshold(),
                    verdict.significance().adjustedP(),
                    verdict.level());
        }
    }

    /** The first one, where this window is judged and none was before. */
    static @Nullable FirstWindow after(Watch watch, FilledWindow window, WindowVerdict verdict) {
        if (watch.firstWindow() != null || verdict.equals(WindowVerdict.NOT_JUDGED)) {
            return watch.firstWindow();
        }
        var limited = verdict.limitedTo(JudgedWindow.Findings.MOST_COLUMNS);
        return new FirstWindow(
                watch.generation(),
                window.from(),
                window.to(),
                window.rows(),
                limited.strongestFirst().stream().map(Distance::of).toList(),
                limited.omitted());
    }

    /** Whether this episode began with it: then serving sees other values than training read, and no time has passed in which a world moved. */
    boolean begins(Episode episode) {
        return episode.since().equals(from);
    }
}
