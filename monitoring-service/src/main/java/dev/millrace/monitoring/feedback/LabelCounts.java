package dev.millrace.monitoring.feedback;

import java.util.Objects;

/**
 * What became of labels.
 *
 * @param unmatched given up because no prediction of the model came
 * @param otherVersions of predictions that another version or generation made, counted for that one
 * @param noClass none of the classes, or no number
 * @param repeated of predictions that have the same label already
 * @param corrected of predictions that have another label already, which counts
 * @param early that came before their predictions
 * @param delays from the predictions to their labels
 */
record LabelCounts(
        long unmatched,
        long otherVersions,
        long noClass,
        long repeated,
        long corrected,
        long early,
        LabelDelays delays) {

    static final LabelCounts NONE = new LabelCounts(0, 0, 0, 0, 0, 0, LabelDelays.NONE);

    LabelCounts {
        delays = Objects.requireNonNullElse(delays, LabelDelays.NONE);
    }

    LabelCounts plus(LabelCounts more) {
        return new LabelCounts(
                unmatched + more.unmatched,
                otherVersions + more.otherVersions,
                noClass + more.noClass,
                repeated + more.repeated,
                corrected + more.corrected,
                early + more.early,
                delays.plus(more.delays));
    }

    LabelCounts plus(Joined joined) {
        return plus(
                switch (joined) {
                    case Joined.Scored scored ->
                        new LabelCounts(0, 0, 0, 0, 0, scored.early() ? 1 : 0, LabelDelays.of(scored.delay()));
                    case Joined.Replaced replaced ->
                        new LabelCounts(0, 1, 0, 0, 0, replaced.early() ? 1 : 0, LabelDelays.of(replaced.delay()));
                    case Joined.NoClass none -> new LabelCounts(0, 0, 1, 0, 0, 0, LabelDelays.NONE);
                    case Joined.NoPrediction none -> new LabelCounts(1, 0, 0, 0, 0, 0, LabelDelays.NONE);
                    case Joined.Again again ->
                        new LabelCounts(
                                0, 0, 0, again.corrected() ? 0 : 1, again.corrected() ? 1 : 0, 0, LabelDelays.NONE);
                });
    }
}
