package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.episode.Sign;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.PreviousWindow;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.episode.ModelEpisode;
import dev.millrace.monitoring.estimate.EstimatedPerformance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The windows that the waiting rows fill, judged in order; it ends with a window with which an episode begins, changes or ends, so there is
 * at most one episode of each kind to tell of. It has no effects.
 *
 * @param watch after these windows
 * @param windows oldest first, with every column
 * @param news what there is to tell of drift with the last of them
 * @param estimatedNews what there is to tell of the estimated performance with it
 */
record ClosedWindows(Watch watch, List<JudgedWindow> windows, News news, News estimatedNews) {

    /** So that one change stays small; the rest is closed by the next. */
    private static final int MOST_AT_ONCE = 32;

    ClosedWindows {
        windows = List.copyOf(windows);
    }

    static ClosedWindows of(
            Watch before, Map<Integer, PartitionCounts> partitions, BinnedBaseline baseline, Rule rule) {
        return of(before, partitions, baseline, rule, Instant.MAX);
    }

    /**
     * The windows that have their rows and are closed although no later row came: the next one, and those behind it that have lasted
     * long enough by the clock.
     */
    static ClosedWindows ofQuiet(
            Watch before, Map<Integer, PartitionCounts> partitions, BinnedBaseline baseline, Rule rule, Instant now) {
        return of(
                before,
                partitions,
                baseline,
                rule.atOnce(),
                now.minus(rule.timing().atLeast()));
    }

    private static ClosedWindows of(
            Watch before,
            Map<Integer, PartitionCounts> partitions,
            BinnedBaseline baseline,
            Rule rule,
            Instant latestBeginning) {
        var filling = new WindowFilling(before, partitions, baseline);
        var watch = before;
        var news = News.NONE;
        var estimatedNews = News.NONE;
        boolean changed = false;
        var windows = new ArrayList<JudgedWindow>();
        while (windows.size() < MOST_AT_ONCE && !changed) {
            var filled = filling.next(rule, watch.last().map(LastWindow::to).orElse(null));
            boolean tooYoung = !windows.isEmpty()
                    && filled.filter(window -> window.from().isAfter(latestBeginning))
                            .isPresent();
            if (filled.isEmpty() || tooYoung) {
                break;
            }
            var verdict = verdict(filled.get(), baseline.baseline(), rule);
            var slices = verdict.equals(WindowVerdict.NOT_JUDGED)
                    ? JudgeSlices.none(watch.slices())
                    : JudgeSlices.after(watch.slices(), filled.get(), baseline, rule);
            var pool = JudgePool.after(watch.latest(), filled.get(), baseline.baseline(), rule);
            var agreement = agreement(
                    watch.agreement(), verdict, filled.get(), slices.parts(rule).and(pool.parts()), rule);
            news = agreement.newsSince(watch.agreement());
            var estimated = filled.get().sums().estimate().orElse(null);
            var estimates = agreement(watch.estimatedAgreement(), estimated, filled.get(), rule);
            estimatedNews = estimates.newsSince(watch.estimatedAgreement());
            windows.add(judged(
                    watch, filled.get(), baseline.baseline(), verdict, slices, pool, agreement, news, rule, estimated));
            changed = !agreement.hasEpisodeOf(watch.agreement()) || !estimates.hasEpisodeOf(watch.estimatedAgreement());
            watch = watch.after(
                    filled.get().taken(),
                    agreement,
                    estimates,
                    slices.slices(),
                    pool.latest(),
                    FirstWindow.after(watch, filled.get(), verdict));
            var turn = TurnOfFault.after(watch, windows.getLast(), news, baseline, rule);
            watch = turn.watch();
            news = turn.news();
            changed |= news == News.TURNED;
        }
        return new ClosedWindows(watch, windows, news, estimatedNews);
    }

    /** The episodes that began, changed or ended with these windows. */
    Stream<ModelEpisode> episodesSince(Watch before) {
        return Stream.concat(
                changed(ModelEpisode.Kind.DRIFT, before.agreement(), watch.agreement()),
                changed(
                        ModelEpisode.Kind.ESTIMATED_PERFORMANCE,
                        before.estimatedAgreement(),
                        watch.estimatedAgreement()));
    }

    private Stream<ModelEpisode> changed(ModelEpisode.Kind kind, Agreement before, Agreement after) {
        var episode = after.episode();
        return episode == null || after.hasEpisodeOf(before)
                ? Stream.empty()
                : Stream.of(watch.approved().episode(kind, episode));
    }

    private static WindowVerdict verdict(FilledWindow window, Baseline baseline, Rule rule) {
        return baseline.rows() < Rule.LEAST_ROWS || window.rows() < Rule.LEAST_ROWS
                ? WindowVerdict.NOT_JUDGED
                : JudgeWindow.judge(baseline, window.sums().counts(), rule);
    }

    private static Agreement agreement(
            Agreement before, @Nullable EstimatedPerformance estimated, FilledWindow window, Rule rule) {
        return estimated == null
                ? before.unchanged()
                : before.after(
                        estimated.worse() ? Sign.WRONG : Sign.RIGHT,
                        new Agreement.Span(window.from(), window.to()),
                        rule.windowsInARow(),
                        rule.timing().reminder());
    }

    private static Agreement agreement(
            Agreement before, WindowVerdict verdict, FilledWindow window, Agreement.Parts parts, Rule rule) {
        if (verdict.equals(WindowVerdict.NOT_JUDGED)) {
            return before.unchanged();
        }
        var span = new Agreement.Span(window.from(), window.to());
        return before.after(
                verdict.level().sign(),
                span,
                rule.windowsInARow(),
                rule.timing().reminder(),
                parts);
    }

    private static JudgedWindow judged(
            Watch watch,
            FilledWindow window,
            Baseline baseline,
            WindowVerdict verdict,
            JudgeSlices slices,
            JudgePool pool,
            Agreement agreement,
            News news,
            Rule rule,
            @Nullable EstimatedPerformance estimated) {
        return new JudgedWindow(
                agreement.windows(),
                watch.version(),
                watch.role(),
                watch.generation(),
                new JudgedWindow.Extent(window.from(), window.to(), window.rows(), baseline.rows(), window.late()),
                new JudgedWindow.Ruling(
                        level(verdict, slices, pool, agreement, rule),
                        agreement.streak(),
                        news == News.BEGAN,
                        pool.drifts() && agreement.streak() < rule.windowsInARow()),
                new JudgedWindow.Findings(
                        verdict, estimated, slices.judged(), previous(watch, window, baseline, rule), pool.verdict()));
    }

    /** The greatest one of all rows, of the windows judged as one and of the slices. */
    private static DriftLevel level(
            WindowVerdict verdict, JudgeSlices slices, JudgePool pool, Agreement agreement, Rule rule) {
        if (verdict.equals(WindowVerdict.NOT_JUDGED)) {
            return DriftLevel.NONE;
        }
        boolean unconfirmed = verdict.level() == DriftLevel.DRIFT && agreement.streak() < rule.windowsInARow();
        return Collections.max(
                List.of(unconfirmed ? DriftLevel.POSSIBLE : verdict.level(), pool.level(), slices.level()));
    }

    private static @Nullable WindowChange previous(Watch watch, FilledWindow window, Baseline baseline, Rule rule) {
        return watch.last()
                .filter(last -> Math.min(last.rows(), window.rows()) >= Rule.LEAST_ROWS)
                .map(last -> WindowChange.of(PreviousWindow.judge(
                        baseline,
                        last.rows(),
                        last.counts(baseline),
                        window.sums().counts(),
                        rule)))
                .orElse(null);
    }
}
