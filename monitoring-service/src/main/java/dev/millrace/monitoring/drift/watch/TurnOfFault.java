package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.Rule;

/**
 * Sees an episode that was told as wrong values become one of a world that moved: as many windows in a row as begin an episode would drift
 * without the wrong values, too. Nothing is trained on wrong values, so without this nothing would be for as long as they last. It has no
 * effects.
 *
 * @param watch after the window
 * @param news what there is to tell with it
 */
record TurnOfFault(Watch watch, News news) {

    /**
     * After a window.
     *
     * @param watch with the window, as if it were told as the news say
     */
    static TurnOfFault after(Watch watch, JudgedWindow window, News news, BinnedBaseline baseline, Rule rule) {
        var episode = watch.agreement().episode();
        if (episode == null) {
            return new TurnOfFault(watch, news);
        }
        if (news == News.BEGAN) {
            boolean fault = FaultAlone.of(ConfirmedDrift.of(watch, window, news, baseline, rule, null));
            return new TurnOfFault(
                    watch.with(watch.agreement(), fault ? FaultEpisode.begun(watch.generation(), episode) : null),
                    news);
        }
        var fault = watch.fault();
        if (fault == null || !fault.isOf(watch.generation(), episode) || !episode.lasts()) {
            return new TurnOfFault(watch, news);
        }
        var after = fault.after(moves(window, baseline, rule));
        return after.moved() < rule.windowsInARow()
                ? new TurnOfFault(watch.with(watch.agreement(), after), news)
                : new TurnOfFault(
                        watch.with(watch.agreement().told(window.extent().to()), null), News.TURNED);
    }

    /** Whether a window drifts, by itself or with those before it, and would without the wrong values. */
    private static boolean moves(JudgedWindow window, BinnedBaseline baseline, Rule rule) {
        var decisive = window.decisive();
        return decisive.level() == DriftLevel.DRIFT && !FaultAlone.of(decisive, baseline.baseline(), rule);
    }
}
