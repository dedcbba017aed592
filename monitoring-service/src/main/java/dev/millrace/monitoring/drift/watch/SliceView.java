package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.Rule;
import dev.millrace.models.SliceBaseline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one slice fares, as it is answered.
 *
 * @param slice {@code column=value}
 * @param level of its last judgement
 * @param since when it began to drift; null where it does not
 * @param baselineRows rows of the slice that the version learned from
 * @param rows that wait for the next judgement
 * @param of how many it takes
 * @param last judgement; null before the first
 */
public record SliceView(
        String slice,
        DriftView.Status level,
        @Nullable Instant since,
        long baselineRows,
        long rows,
        long of,
        @Nullable JudgedSlice last) {

    /** Those of a baseline, the ones with the most rows first. */
    static List<SliceView> of(List<SliceBaseline> slices, Watch watch) {
        var watched = watch.slices();
        var views = new ArrayList<SliceView>();
        for (int slice = 0; slice < slices.size(); slice++) {
            views.add(of(slices.get(slice), slice < watched.size() ? watched.get(slice) : WatchedSlice.BEGUN));
        }
        return views;
    }

    private static SliceView of(SliceBaseline slice, WatchedSlice watched) {
        return new SliceView(
                slice.name(),
                watched.last() == null
                        ? DriftView.Status.NOT_ENOUGH_DATA
                        : DriftView.Status.of(watched.last().level()),
                watched.drifts()
                        ? Objects.requireNonNull(watched.agreement().episode()).since()
                        : null,
                slice.rows(),
                watched.rows(),
                Rule.LEAST_ROWS,
                watched.last());
    }

    SliceView withoutCounts() {
        return new SliceView(slice, level, since, baselineRows, rows, of, last == null ? null : last.withoutCounts());
    }
}
