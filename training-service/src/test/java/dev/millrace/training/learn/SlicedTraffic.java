package dev.millrace.training.learn;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.Slices;
import java.time.Duration;
import java.time.Instant;
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
    private Agreement agreement = Agreement.NONE;
    private Instant now = Instant.EPOCH;

    SlicedTraffic(WatchedTraffic traffic, Slices slices, Rule rule) {
        this.traffic = traffic;
        this.slices = slices;
        this.rule = rule;
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
     * @param bySlice whether it was a slice that began it, all rows together having drifted less often
     */
    record Seen(boolean alarm, boolean began, boolean bySlice) {}

    /** The next window, of rows that are drawn anew. */
    Seen next(RandomGenerator random) {
        var rows = traffic.drawn(random);
        var span = new Agreement.Span(now, now.plus(Duration.ofMinutes(1)));
        now = span.to();
        var level =
                JudgeWindow.judge(slices.whole(), traffic.counts(rows), rule).level();
        boolean alarm = level == DriftLevel.DRIFT;
        for (int slice = 0; slice < slices.count(); slice++) {
            alarm |= judged(slice, rows, span) == DriftLevel.DRIFT;
        }
        var before = agreement;
        var parts = Agreement.Parts.of(agreements, rule.windowsInARow());
        agreement = before.after(level.sign(), span, rule.windowsInARow(), Duration.ZERO, parts);
        boolean began = agreement.newsSince(before) == News.BEGAN;
        return new Seen(alarm, began, began && agreement.streak() < rule.windowsInARow());
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
