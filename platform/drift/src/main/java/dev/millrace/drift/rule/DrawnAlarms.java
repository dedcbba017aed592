package dev.millrace.drift.rule;

import dev.millrace.drift.statistics.Counts;
import dev.millrace.drift.statistics.Multinomial;
import dev.millrace.models.Baseline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What alarms where windows of a baseline are held against another sample of the same world, which is drawn from it, too.
 *
 * @param windows that alarm by themselves
 * @param pools windows judged as one that begin an episode, which those by themselves do not
 */
record DrawnAlarms(int windows, int pools) {

    static DrawnAlarms of(
            Baseline baseline, Rule rule, FalseAlarms.Drawing drawing, int windows, RandomGenerator random) {
        var frozen = drawn(baseline, random);
        List<List<long[]>> latest = new ArrayList<>();
        int alarms = 0;
        int pools = 0;
        int inARow = 0;
        boolean drifts = false;
        for (int each = 0; each < windows; each++) {
            var window = window(baseline, drawing.rows(), random);
            boolean alarm =
                    JudgeWindow.judge(frozen, window, rule, drawing.parts()).level() == DriftLevel.DRIFT;
            alarms += alarm ? 1 : 0;
            inARow = alarm ? inARow + 1 : 0;
            latest.add(window);
            boolean agreed = inARow >= rule.windowsInARow();
            boolean pooled = drawing.pooled() > 1
                    && latest.size() == drawing.pooled()
                    && PooledWindows.judge(frozen, latest, rule).level() == DriftLevel.DRIFT;
            pools += pooled && !agreed && !drifts ? 1 : 0;
            drifts = pooled || agreed;
            if (latest.size() == drawing.pooled()) {
                latest.removeFirst();
            }
        }
        return new DrawnAlarms(alarms, pools);
    }

    private static List<long[]> window(Baseline baseline, long rows, RandomGenerator random) {
        return baseline.watched().stream()
                .map(column -> Multinomial.drawn(Counts.of(column.counts()), rows, random))
                .toList();
    }

    private static Baseline drawn(Baseline baseline, RandomGenerator random) {
        var together = baseline.together();
        return new Baseline(
                baseline.rows(),
                baseline.columns().stream().map(column -> drawn(column, random)).toList(),
                together == null ? null : together.with(drawn(together.errors(), random)));
    }

    private static Baseline.Column drawn(Baseline.Column column, RandomGenerator random) {
        long[] counts = Counts.of(column.counts());
        return column.withCounts(Arrays.stream(Multinomial.drawn(counts, Counts.sum(counts), random))
                .boxed()
                .toList());
    }
}
