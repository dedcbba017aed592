package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.episode.Episode;
import org.jspecify.annotations.Nullable;

/**
 * An episode that was told as wrong values, which nothing is trained on. The world may move while it lasts.
 *
 * @param generation that it is of
 * @param window number of the window with which the episode was told first
 * @param moved windows in a row, up to the last one, that would drift without the wrong values, too
 */
record FaultEpisode(long generation, long window, int moved) {

    /** An episode that begins with wrong values. */
    static FaultEpisode begun(long generation, Episode episode) {
        return new FaultEpisode(generation, episode.window(), 0);
    }

    boolean isOf(long anyGeneration, @Nullable Episode episode) {
        return episode != null && generation == anyGeneration && window == episode.window();
    }

    /** @param more whether the window drifts, and would without the wrong values */
    FaultEpisode after(boolean more) {
        return new FaultEpisode(generation, window, more ? moved + 1 : 0);
    }
}
