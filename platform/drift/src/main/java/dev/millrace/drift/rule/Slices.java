package dev.millrace.drift.rule;

import dev.millrace.models.Baseline;
import dev.millrace.models.SliceBaseline;
import java.util.List;

/**
 * The slices of a version that are judged beside the whole, by the same rule. The rows of a slice are added up over as many windows in a row as
 * it takes to have {@link Rule#LEAST_ROWS} of them.
 *
 * @param whole all rows
 * @param named what the slices are
 * @param baselines one a slice, in the bins of the whole
 */
public record Slices(Baseline whole, List<SliceBaseline> named, List<Baseline> baselines) {

    /** So that the false alarms of all slices take as long to draw as twice those of the whole. */
    private static final int MOST_COLUMNS_DRAWN = 2 * FalseAlarms.MOST_COLUMNS_JUDGED;

    public Slices {
        named = List.copyOf(named);
        baselines = List.copyOf(baselines);
    }

    public static Slices of(Baseline whole, List<SliceBaseline> named) {
        return new Slices(
                whole, named, named.stream().map(slice -> slice.in(whole)).toList());
    }

    public int count() {
        return named.size();
    }

    /** What was found of so many rows of a slice; each slice is tested the more strictly the more there are. */
    public WindowVerdict judge(int slice, List<long[]> rows, Rule rule) {
        return JudgeWindow.judge(baselines.get(slice), rows, rule, count());
    }

    /** How often the rule raises a false alarm, by the whole or by any slice, the windows being those of the whole. */
    public FalseAlarms falseAlarms(Rule rule, long seed) {
        var all = FalseAlarms.of(whole, rule, seed);
        for (int slice = 0; slice < count(); slice++) {
            double each = rule.windowRows() * (double) baselines.get(slice).rows() / whole.rows();
            long windows = Math.max(1, (long) Math.ceil(Rule.LEAST_ROWS / each));
            var drawing = new FalseAlarms.Drawing(Math.round(windows * each), count(), 1, MOST_COLUMNS_DRAWN / count());
            all = all.plus(FalseAlarms.of(baselines.get(slice), rule, drawing, seed + slice + 1), windows);
        }
        return all;
    }
}
