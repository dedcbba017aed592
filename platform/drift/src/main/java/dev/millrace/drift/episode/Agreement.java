package dev.millrace.drift.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the windows of a generation agree so far. So many windows in a row that show something wrong begin an episode, and as many that
 * show that all is right end it. What comes back sooner than people would be reminded of it is the same episode.
 *
 * @param windows closed
 * @param streak windows in a row, up to the last one, that showed something wrong
 * @param calm windows since then that showed that all is right
 * @param since beginning of the first window of the streak; null where there is none
 * @param episode the last one; null before the first
 */
public record Agreement(
        long windows,
        int streak,
        int calm,
        @Nullable Instant since,
        @Nullable Episode episode) {

    public static final Agreement NONE = new Agreement(0, 0, 0, null, null);

    /** The times of a window. */
    public record Span(Instant from, Instant to) {}

    /** Whether an episode lasts. */
    public boolean lasts() {
        return episode != null && episode.lasts();
    }

    /**
     * After a window.
     *
     * @param needed windows in a row that begin or end an episode
     * @param reminder after which an episode that lasts is told again
     */
    public Agreement after(Sign sign, Span span, int needed, Duration reminder) {
        int wrong = sign == Sign.WRONG ? streak + 1 : 0;
        int right = switch (sign) {
            case WRONG -> 0;
            case UNSURE -> calm;
            case RIGHT -> calm + 1;
        };
        var began = wrong == 0 ? null : since == null ? span.from() : since;
        return new Agreement(windows + 1, wrong, right, began, next(wrong, right, began, span.to(), needed, reminder));
    }

    /** After a window that says nothing. */
    public Agreement unchanged() {
        return new Agreement(windows + 1, streak, calm, since, episode);
    }

    private @Nullable Episode next(
            int wrong, int right, @Nullable Instant began, Instant end, int needed, Duration reminder) {
        boolean agreed = wrong >= needed;
        if (episode == null || (!episode.lasts() && agreed && isDue(episode, end, reminder))) {
            return agreed && began != null ? Episode.begun(windows + 1, began, end) : episode;
        }
        if (!episode.lasts()) {
            return agreed ? episode.reopened() : episode;
        }
        if (right >= needed) {
            return episode.closed(end);
        }
        return agreed && isDue(episode, end, reminder) ? episode.told(end) : episode;
    }

    private static boolean isDue(Episode episode, Instant end, Duration reminder) {
        return !end.isBefore(episode.toldAt().plus(reminder));
    }

    /** Whether its last episode is the other one's, and unchanged. */
    public boolean hasEpisodeOf(Agreement other) {
        return Objects.equals(episode, other.episode);
    }

    /** What the last window adds to what was told before. */
    public News newsSince(Agreement before) {
        if (episode == null || hasEpisodeOf(before)) {
            return News.NONE;
        }
        if (before.episode == null || episode.window() != before.episode.window()) {
            return News.BEGAN;
        }
        if (!episode.toldAt().equals(before.episode.toldAt())) {
            return News.LASTS;
        }
        return episode.overToldAt() != null && before.episode.overToldAt() == null ? News.OVER : News.NONE;
    }
}
