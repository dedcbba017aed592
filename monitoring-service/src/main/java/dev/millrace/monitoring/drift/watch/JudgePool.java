package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.PooledVerdict;
import dev.millrace.drift.rule.PooledWindows;
import dev.millrace.drift.rule.Rule;
import dev.millrace.models.Baseline;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges a window and those before it as one, where as many of them as have to agree were judged. It has no effects.
 *
 * @param latest windows to keep for the next ones, oldest first
 * @param verdict null where there are not enough windows
 */
record JudgePool(List<LastWindow> latest, @Nullable PooledVerdict verdict) {

    JudgePool {
        latest = List.copyOf(latest);
    }

    static JudgePool after(List<LastWindow> before, FilledWindow window, Baseline baseline, Rule rule) {
        int count = PooledWindows.count(rule);
        var earlier = before.subList(Math.max(0, before.size() - count + 1), before.size());
        boolean enough = count > 1
                && earlier.size() == count - 1
                && baseline.rows() >= Rule.LEAST_ROWS
                && window.rows() >= Rule.LEAST_ROWS
                && earlier.stream().allMatch(LastWindow::isJudged);
        var all = Stream.concat(earlier.stream(), Stream.of(window.asLast())).toList();
        return new JudgePool(
                all.subList(Math.max(0, all.size() - Math.max(1, count - 1)), all.size()),
                enough ? judged(all, baseline, rule) : null);
    }

    private static PooledVerdict judged(List<LastWindow> windows, Baseline baseline, Rule rule) {
        return new PooledVerdict(
                windows.size(),
                Objects.requireNonNull(windows.getFirst().from()),
                windows.stream().mapToLong(LastWindow::rows).sum(),
                PooledWindows.judge(
                        baseline,
                        windows.stream().map(window -> window.counts(baseline)).toList(),
                        rule));
    }

    DriftLevel level() {
        return verdict == null ? DriftLevel.NONE : verdict.verdict().level();
    }

    boolean drifts() {
        return verdict != null && verdict.drifts();
    }

    /** What it adds to how the windows agree. */
    Agreement.Parts parts() {
        return verdict == null ? Agreement.Parts.NONE : verdict.parts();
    }
}
