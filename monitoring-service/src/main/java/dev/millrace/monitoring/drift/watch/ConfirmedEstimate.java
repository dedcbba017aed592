package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Episode;
import dev.millrace.drift.episode.News;
import dev.millrace.messaging.Lineage;
import dev.millrace.monitoring.episode.ModelEpisode;

/**
 * An estimate of the performance that as many windows in a row have shown to be worse as the rule asks for.
 *
 * @param watched the approval whose model it is about
 * @param window the last of these windows
 * @param episode that it belongs to
 * @param news whether the episode begins with it, or is only told again, or is over
 * @param windowsInARow windows that agree
 */
public record ConfirmedEstimate(Approved watched, JudgedWindow window, Episode episode, News news, int windowsInARow) {

    /** Its alerts are a cascade of their own, whose cause and origin is the approval of what was watched. */
    public Lineage lineage() {
        return watched.lineage(ModelEpisode.Kind.ESTIMATED_PERFORMANCE, episode);
    }
}
