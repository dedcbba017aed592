package dev.millrace.drift.rule;

import dev.millrace.models.Baseline;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How a window differs from the one before it: whether a change came at once or little by little. It alarms nobody. Pure. */
public final class PreviousWindow {

    private PreviousWindow() {}

    /**
     * Compares a window with the one before it as if that were the baseline.
     *
     * @param baseline whose bins both are counted in
     * @param rows of the window before
     */
    public static WindowVerdict judge(
            Baseline baseline, long rows, List<long[]> before, List<long[]> window, Rule rule) {
        var columns = IntStream.range(0, before.size())
                .mapToObj(place -> baseline.watched()
                        .get(place)
                        .withCounts(Arrays.stream(before.get(place)).boxed().toList()))
                .toList();
        return JudgeWindow.judge(new Baseline(rows, columns), window, rule);
    }
}
