package dev.millrace.drift.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
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

    /**
     * What is seen beside the window itself: parts of what is watched, each of which agrees by itself, and windows judged as one.
     *
     * @param since beginning of the earliest streak that is long enough; null where none is
     * @param last whether an episode of one of them lasts
     * @param moved whether something shows with this window, so that it is no calm one whatever it shows by itself
     */
    public record Parts(@Nullable Instant since, boolean last, boolean moved) {

        public static final Parts NONE = new Parts(null, false, false);

        /** @param needed windows in a row that begin or end an episode */
        public static Parts of(Collection<Agreement> parts, int needed) {
            return new Parts(
                    parts.stream()
                            .filter(part -> part.streak >= needed)
                            .flatMap(part -> Stream.ofNullable(part.since))
                            .min(Instant::compareTo)
                            .orElse(null),
                    parts.stream().anyMatch(Agreement::lasts),
                    false);
        }

        /** These and others. */
        public Parts and(Parts others) {
            return new Parts(
                    Stream.of(Stream.ofNullable(since), Stream.ofNullable(others.since))
                            .flatMap(each -> each)
                            .min(Instant::compareTo)
                            .orElse(null),
                    last || others.last,
                    moved || others.moved);
        }
    }

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
        return after(sign, span, needed, reminder, Parts.NONE);
    }

    /** The same where parts are watched, too: a part that agrees begins the episode as the whole does, and it ends only when theirs have ended. */
    public Agreement after(Sign sign, Span span, int needed, Duration reminder, Parts parts) {
        int wrong = sign == Sign.WRONG ? streak + 1 : 0;
        int right = switch (sign) {
            case WRONG -> 0;
            case UNSURE -> calm;
            case RIGHT -> parts.moved() ? 0 : calm + 1;
        };
        var began = wrong == 0 ? null : since == null ? span.from() : since;
        var agreed = Stream.of(Stream.ofNullable(wrong >= needed ? began : null), Stream.ofNullable(parts.since()))
                .flatMap(each -> each)
                .min(Instant::compareTo)
                .orElse(null);
        boolean over = right >= needed && !parts.last();
        return new Agreement(windows + 1, wrong, right, began, next(agreed, over, span.to(), reminder));
    }

    /** After a window that says nothing. */
    public Agreement unchanged() {
        return new Agreement(windows + 1, streak, calm, since, episode);
    }

    /**
     * The episode after a window.
     *
     * @param since when what agrees now began; null where nothing does
     */
    private @Nullable Episode next(@Nullable Instant since, boolean over, Instant end, Duration reminder) {
        if (episode == null || (!episode.lasts() && since != null && isDue(episode, end, reminder))) {
            return since == null ? episode : Episode.begun(windows + 1, since, end);
        }
        if (!episode.lasts()) {
            return since == null ? episode : episode.reopened();
        }
        if (over) {
            return episode.closed(end);
        }
        return since != null && isDue(episode, end, reminder) ? episode.told(end) : episode;
    }

    private static boolean isDue(Episode episode, Instant end, Duration reminder) {
        return !end.isBefore(episode.toldAt().plus(reminder));
    }

    /** With its episode told at the end of the last window. */
    public Agreement told(Instant end) {
        return new Agreement(windows, streak, calm, since, episode == null ? null : episode.told(end));
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
