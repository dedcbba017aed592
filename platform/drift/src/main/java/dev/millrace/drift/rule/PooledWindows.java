package dev.millrace.drift.rule;

import dev.millrace.models.Baseline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * As many windows in a row as have to agree, judged as one. A change that is large enough in each of them, but too small to be significant among the
 * rows of one, is found among those of all. What is in one of them alone is no drift of all. Pure.
 */
public final class PooledWindows {

    /** More windows are not judged as one: the rows of all but the last are kept with the watch. */
    private static final int MOST = 4;

    /**
     * What probabilities are multiplied by. With each window another pool is judged, and nothing confirms what it shows, so that a pool must err far
     * less often than a window does.
     */
    static final int STRICTER = 10;

    private PooledWindows() {}

    /** How many windows are judged as one; 1 where each is judged by itself alone. */
    public static int count(Rule rule) {
        return rule.windowsInARow() <= MOST ? rule.windowsInARow() : 1;
    }

    /**
     * What was found of the rows of all these windows.
     *
     * @param windows rows in each bin of each column
     */
    public static WindowVerdict judge(Baseline baseline, List<List<long[]>> windows, Rule rule) {
        return JudgeWindow.judge(baseline, sum(windows), windows, rule, STRICTER);
    }

    /** The rows of all windows in each bin of each column. */
    private static List<long[]> sum(List<List<long[]>> windows) {
        List<long[]> sum = new ArrayList<>();
        windows.getFirst().forEach(column -> sum.add(new long[column.length]));
        for (var window : windows) {
            for (int column = 0; column < window.size(); column++) {
                long[] counts = window.get(column);
                long[] all = sum.get(column);
                IntStream.range(0, all.length).forEach(bin -> all[bin] += counts[bin]);
            }
        }
        return sum;
    }
}
