package dev.millrace.training.learn;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.PooledVerdict;
import dev.millrace.drift.rule.PooledWindows;
import dev.millrace.drift.rule.Rule;
import dev.millrace.models.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Windows one after the other, judged by themselves and as one, as monitoring does it. */
final class WindowsInARow {

    private final Baseline baseline;
    private final Rule rule;
    private final List<List<long[]>> latest = new ArrayList<>();
    private Agreement agreement = Agreement.NONE;
    private Instant now = Instant.EPOCH;

    WindowsInARow(Baseline baseline, Rule rule) {
        this.baseline = baseline;
        this.rule = rule;
    }

    /**
     * What one window shows.
     *
     * @param alarm whether it drifts by itself
     * @param began whether an episode began with it
     * @param agreed whether it, and as many before it as have to agree, drift by themselves
     * @param pooled whether it and those before it drift as one
     */
    record Seen(boolean alarm, boolean began, boolean agreed, boolean pooled) {}

    Seen next(List<long[]> window) {
        return next(window, _ -> Agreement.Parts.NONE);
    }

    /** @param slices what they show with this window */
    Seen next(List<long[]> window, Function<Agreement.Span, Agreement.Parts> slices) {
        var span = new Agreement.Span(now, now.plus(Duration.ofMinutes(1)));
        now = span.to();
        latest.add(window);
        var level = JudgeWindow.judge(baseline, window, rule).level();
        var parts = slices.apply(span);
        boolean pooled = false;
        int count = PooledWindows.count(rule);
        if (count > 1 && latest.size() == count) {
            var verdict = new PooledVerdict(
                    count, span.to().minus(Duration.ofMinutes(count)), 0, PooledWindows.judge(baseline, latest, rule));
            parts = parts.and(verdict.parts());
            pooled = verdict.drifts();
            latest.removeFirst();
        }
        var before = agreement;
        agreement = before.after(level.sign(), span, rule.windowsInARow(), Duration.ZERO, parts);
        return new Seen(
                level == DriftLevel.DRIFT,
                agreement.newsSince(before) == News.BEGAN,
                agreement.streak() >= rule.windowsInARow(),
                pooled);
    }
}
