package dev.millrace.drift.episode;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which something was wrong.
 *
 * @param window number of the window with which it was told first
 * @param since beginning of the first window that showed it
 * @param toldAt end of the window with which it was told last
 * @param over end of the window that closed it; null while it lasts
 * @param overToldAt the end that was told since the episode itself was told last; null for none. It is told once, so that traffic that
 *     swings between two worlds tells neither beginnings nor ends again and again
 */
public record Episode(
        long window,
        Instant since,
        Instant toldAt,
        @Nullable Instant over,
        @Nullable Instant overToldAt) {

    /** One that begins. */
    static Episode begun(long window, Instant since, Instant at) {
        return new Episode(window, since, at, null, null);
    }

    public boolean lasts() {
        return over == null;
    }

    /** Whether people were told that it lasts, and of no end since then. */
    public boolean isToldToLast() {
        return lasts() && overToldAt == null;
    }

    Episode told(Instant at) {
        return new Episode(window, since, at, over, null);
    }

    Episode closed(Instant at) {
        return new Episode(window, since, toldAt, at, overToldAt == null ? at : overToldAt);
    }

    Episode reopened() {
        return new Episode(window, since, toldAt, null, overToldAt);
    }
}
