package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Episode;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.FalseAlarms;
import dev.millrace.drift.rule.Rule;
import dev.millrace.monitoring.ServingRole;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model's world has moved, as it is answered.
 *
 * @param role that the version has
 * @param level of the last window
 * @param detail what the level means here
 * @param episode the last time in which the model drifted; null where there was none in this generation
 * @param sinceDeployment whether that episode began with the first window: skew between training and serving
 * @param first the first window of this version that was judged, whether it drifted or not; null where none was yet
 * @param unwatched columns that the rule calls critical and this version does not watch, because it was made before; the next one will
 * @param collecting the window that is filling
 * @param otherRows rows of other versions and generations, which are not compared
 * @param unreadableRows rows that were not compared because the baseline was missing or damaged
 * @param slices that are watched beside the whole, those with the most rows first
 * @param windows newest first
 */
public record DriftView(
        String model,
        int version,
        ServingRole role,
        long generation,
        Status level,
        String detail,
        @Nullable Episode episode,
        boolean sinceDeployment,
        @Nullable FirstWindow first,
        Rule rule,
        List<String> unwatched,
        long baselineRows,
        Collecting collecting,
        long otherRows,
        long unreadableRows,
        FalseAlarmsView falseAlarms,
        List<SliceView> slices,
        List<JudgedWindow> windows) {

    public DriftView {
        unwatched = List.copyOf(unwatched);
        slices = List.copyOf(slices);
        windows = List.copyOf(windows);
    }

    /** The same without the rows in each bin, which are most of it. */
    public DriftView withoutCounts() {
        return new DriftView(
                model,
                version,
                role,
                generation,
                level,
                detail,
                episode,
                sinceDeployment,
                first,
                rule,
                unwatched,
                baselineRows,
                collecting,
                otherRows,
                unreadableRows,
                falseAlarms,
                slices.stream().map(SliceView::withoutCounts).toList(),
                windows.stream().map(JudgedWindow::withoutCounts).toList());
    }

    /** A level, or that there is none yet. */
    public enum Status {
        NOT_ENOUGH_DATA,
        NONE,
        POSSIBLE,
        DRIFT;

        /** By the last window; of too few rows nothing is told. */
        static Status of(JudgedWindow last) {
            return last.extent().isEnough() ? of(last.ruling().level()) : NOT_ENOUGH_DATA;
        }

        static Status of(DriftLevel level) {
            return switch (level) {
                case NONE -> NONE;
                case POSSIBLE -> POSSIBLE;
                case DRIFT -> DRIFT;
            };
        }
    }

    /** How far the window is that is filling. */
    public record Collecting(
            long rows,
            long of,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * How often the rule alarms though nothing moved, by drawing the baseline against itself.
     *
     * @param windowShare of single windows
     * @param from the least share of windows that would not be surprising, in 95 of 100 cases
     * @param to the largest one
     * @param pooledShare of windows with which several judged as one begin an episode, though not each of them alarms
     * @param episodeShare of windows that begin an episode
     * @param draws windows that were drawn
     * @param perWeek episodes at the traffic seen; null before a window's rows were answered
     */
    public record FalseAlarmsView(
            double windowShare,
            double from,
            double to,
            double pooledShare,
            double episodeShare,
            int draws,
            @Nullable Double perWeek) {

        /** Where there is no baseline to draw from. */
        static final FalseAlarmsView UNKNOWN = new FalseAlarmsView(0, 0, 0, 0, 0, 0, null);

        static FalseAlarmsView of(FalseAlarms expected, @Nullable Double perWeek) {
            return new FalseAlarmsView(
                    expected.windowShare(),
                    expected.from(),
                    expected.to(),
                    expected.pooledShare(),
                    expected.episodeShare(),
                    expected.draws(),
                    perWeek);
        }
    }
}
