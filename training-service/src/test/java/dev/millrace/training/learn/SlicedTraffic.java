package dev.millrace.training.learn;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.Slices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Windows of traffic whose slices are judged beside all rows, as monitoring does it. */
final class SlicedTraffic {

    private final WatchedTraffic traffic;
    private final Slices slices;
    private final Rule rule;
    private final List<List<Integer>> waiting = new ArrayList<>();
    private final List<Agreement> agreements = new ArrayList<>();
    private final WindowsInARow windows;

    SlicedTraffic(WatchedTraffic traffic, Slices slices, Rule rule) {
        this.traffic = traffic;
        this.slices = slices;
        this.rule = rule;
        this.windows = new WindowsInARow(slices.whole(), rule);
        slices.named().forEach(_ -> {
            waiting.add(new ArrayList<>());
            agreements.add(Agreement.NONE);
        });
    }

    /**
     * What one window shows.
     *
     * @param alarm whether it drifted, or a slice that was judged with it did
     * @param began whether an episode began with it
     * @param bySlice whether it was a slice that began it, all rows together having drifted neither often enough nor as one
     */
    record Seen(boolean alarm, boolean began, boolean bySlice) {}

    /** The next window, of rows that are drawn anew. */
    Seen next(RandomGenerator random) {
        var rows = traffic.drawn(random);
        var alarms = new ArrayList<DriftLevel>();
        var seen = windows.next(traffic.counts(rows), span -> {
            for (int slice = 0; slice < slices.count(); slice++) {
                alarms.add(judged(slice, rows, span));
            }
            return Agreement.Parts.of(agreements, rule.windowsInARow());
        });
        return new Seen(
                seen.alarm() || alarms.contains(DriftLevel.DRIFT),
                seen.began(),
                seen.began() && !seen.agreed() && !seen.pooled());
    }

    private DriftLevel judged(int slice, List<Integer> rows, Agreement.Span span) {
        var place = slices.named().get(slice).place(slices.whole());
        var pool = waiting.get(slice);
        rows.stream().filter(row -> traffic.isIn(place, row)).forEach(pool::add);
        if (pool.size() < Rule.LEAST_ROWS) {
            return DriftLevel.NONE;
        }
        var level = slices.judge(slice, traffic.counts(pool), rule).level();
        pool.clear();
        agreements.set(slice, agreements.get(slice).after(level.sign(), span, rule.windowsInARow(), Duration.ZERO));
        return level;
    }
}
