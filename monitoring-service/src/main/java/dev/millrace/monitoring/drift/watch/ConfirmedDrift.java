package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Episode;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.Rule;
import dev.millrace.messaging.Lineage;
import dev.millrace.models.Baseline;
import org.jspecify.annotations.Nullable;

/**
 * Drift that as many windows in a row have shown as the rule asks for.
 *
 * @param watched the approval whose model drifted
 * @param window the last of these windows, with every column
 * @param episode that it belongs to
 * @param news whether the episode begins with it, or is only told again
 * @param falseAlarmsPerWeek how often the rule would say so though nothing moved; null where that is not known
 */
public record ConfirmedDrift(
        Approved watched,
        JudgedWindow window,
        Episode episode,
        News news,
        Rule rule,
        Baseline baseline,
        @Nullable Double falseAlarmsPerWeek) {

    /** An episode of drift is a cascade of its own, whose cause and origin is the approval of what was watched. */
    public Lineage lineage() {
        return watched.episode("drift", episode);
    }
}
