package dev.millrace.monitoring.episode;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which something was wrong.
 *
 * @param window number of the window with which it was told first
 * @param since beginning of the first window that showed it
 * @param toldAt end of the window with which it was told last
 * @param over end of the window that closed it; null while it lasts
 */
public record Episode(
        long window,
        Instant since,
        Instant toldAt,
        @Nullable Instant over) {

    public boolean lasts() {
        return over == null;
    }

    Episode told(Instant at) {
        return new Episode(window, since, at, over);
    }

    Episode closed(Instant at) {
        return new Episode(window, since, toldAt, at);
    }

    Episode reopened() {
        return new Episode(window, since, toldAt, null);
    }
}
