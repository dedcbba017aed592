package dev.millrace.monitoring.drift.watch;

import dev.millrace.monitoring.drift.rule.Agreement;
import dev.millrace.monitoring.drift.rule.DriftLevel;
import dev.millrace.monitoring.drift.rule.JudgeWindow;
import dev.millrace.monitoring.drift.rule.Rule;
import dev.millrace.monitoring.drift.rule.WindowVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The windows that the waiting rows fill, judged in order; it ends with a window that drift is published with. It has no effects.
 *
 * @param watch after these windows
 * @param windows oldest first, with every column
 */
record ClosedWindows(Watch watch, List<JudgedWindow> windows) {

    /** So that one change stays small; the rest is closed by the next. */
    private static final int MOST_AT_ONCE = 32;

    ClosedWindows {
        windows = List.copyOf(windows);
    }

    static ClosedWindows of(
            Watch before, Map<Integer, PartitionCounts> partitions, BinnedBaseline baseline, Rule rule) {
        var filling = new WindowFilling(before, partitions, baseline);
        var watch = before;
        var windows = new ArrayList<JudgedWindow>();
        while (windows.size() < MOST_AT_ONCE && windows.stream().noneMatch(JudgedWindow::announced)) {
            var filled = filling.next(rule.windowRows());
            if (filled.isEmpty()) {
                break;
            }
            var window = judged(watch, filled.get(), baseline, rule);
            windows.add(window.judged());
            watch = watch.after(filled.get().taken(), window.agreement());
        }
        return new ClosedWindows(watch, windows);
    }

    private static Judged judged(Watch watch, FilledWindow window, BinnedBaseline baseline, Rule rule) {
        long baselineRows = baseline.baseline().rows();
        var verdict = baselineRows < Rule.LEAST_ROWS
                ? WindowVerdict.NOT_JUDGED
                : JudgeWindow.judge(baseline.baseline(), window.counts(), rule);
        var agreement = watch.agreement().after(verdict.level(), rule.windowsInARow(), window.to());
        boolean unconfirmed = verdict.level() == DriftLevel.DRIFT && agreement.streak() < rule.windowsInARow();
        return new Judged(
                new JudgedWindow(
                        agreement.windows(),
                        watch.version(),
                        watch.generation(),
                        window.from(),
                        window.to(),
                        window.rows(),
                        baselineRows,
                        unconfirmed ? DriftLevel.POSSIBLE : verdict.level(),
                        agreement.streak(),
                        agreement.announces(watch.agreement()),
                        verdict),
                agreement);
    }

    private record Judged(JudgedWindow judged, Agreement agreement) {}
}
