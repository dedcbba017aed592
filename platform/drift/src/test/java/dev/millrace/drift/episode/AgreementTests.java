package dev.millrace.drift.episode;

import static dev.millrace.drift.episode.Sign.RIGHT;
import static dev.millrace.drift.episode.Sign.UNSURE;
import static dev.millrace.drift.episode.Sign.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AgreementTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration REMINDER = Duration.ofHours(6);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<News> news = new ArrayList<>();
    private Agreement agreement = Agreement.NONE;
    private Instant now = START;

    private void see(Duration each, Sign... signs) {
        for (var sign : signs) {
            var before = agreement;
            var span = new Agreement.Span(now, now.plus(each));
            agreement = before.after(sign, span, 2, REMINDER);
            news.add(agreement.newsSince(before));
            now = span.to();
        }
    }

    private void see(Duration each, int windows, Sign sign) {
        see(each, Collections.nCopies(windows, sign).toArray(Sign[]::new));
    }

    @Test
    void beginsWithTheSecondWindowAndSaysSinceWhen() {
        see(MINUTE, RIGHT, WRONG, WRONG, WRONG);

        assertThat(news).containsExactly(News.NONE, News.NONE, News.BEGAN, News.NONE);
        var episode = Objects.requireNonNull(agreement.episode());
        assertThat(episode.since()).isEqualTo(START.plus(MINUTE));
        assertThat(episode.window()).isEqualTo(3);
    }

    @Test
    void windowsAsOneBeginAnEpisodeAndAreCalmOnlyOnceTheyShowNothing() {
        var asOne = new Agreement.Parts(START, false, true);
        var span = new Agreement.Span(START, START.plus(MINUTE));

        var began = Agreement.NONE.after(RIGHT, span, 2, REMINDER).after(RIGHT, span, 2, REMINDER, asOne);
        var alive = began.after(RIGHT, span, 2, REMINDER, asOne).after(RIGHT, span, 2, REMINDER);
        var over = alive.after(RIGHT, span, 2, REMINDER);

        assertThat(began.newsSince(Agreement.NONE)).isEqualTo(News.BEGAN);
        assertThat(began.streak()).isZero();
        assertThat(Objects.requireNonNull(began.episode()).since()).isEqualTo(START);
        assertThat(alive.lasts()).isTrue();
        assertThat(over.newsSince(alive)).isEqualTo(News.OVER);
    }

    @Test
    void isToldAgainOnlyAfterTheReminder() {
        see(MINUTE, 2 * 6 * 60 + 10, WRONG);

        assertThat(news).filteredOn(News.BEGAN::equals).hasSize(1);
        assertThat(news).filteredOn(News.LASTS::equals).hasSize(2);
    }

    @Test
    void endsWhenAsManyWindowsAreCalm() {
        see(MINUTE, WRONG, WRONG, RIGHT);
        assertThat(agreement.lasts()).isTrue();
        see(MINUTE, UNSURE, RIGHT);

        assertThat(agreement.lasts()).isFalse();
        assertThat(Objects.requireNonNull(agreement.episode()).over()).isEqualTo(now);
    }

    @Test
    void tellsTheEndOnceForEachTimeThatItWasTold() {
        see(MINUTE, WRONG, WRONG, RIGHT, RIGHT, WRONG, WRONG, RIGHT, RIGHT);

        assertThat(news)
                .containsExactly(
                        News.NONE, News.BEGAN, News.NONE, News.OVER, News.NONE, News.NONE, News.NONE, News.NONE);

        see(MINUTE, WRONG, WRONG);
        see(Duration.ofHours(7), WRONG);
        see(MINUTE, RIGHT, RIGHT);
        assertThat(news).filteredOn(News.LASTS::equals).hasSize(1);
        assertThat(news.getLast()).isEqualTo(News.OVER);
    }

    @Test
    void whatIsUnsureEndsNothing() {
        see(MINUTE, WRONG, WRONG, UNSURE, UNSURE, UNSURE, UNSURE);

        assertThat(agreement.lasts()).isTrue();
    }

    /** Traffic in the order of a file once alarmed 29 times in 35 seconds. */
    @Test
    void whatComesAndGoesIsOneEpisode() {
        for (int turn = 0; turn < 50; turn++) {
            see(MINUTE, WRONG, WRONG, RIGHT, RIGHT);
        }

        assertThat(news).filteredOn(News.BEGAN::equals).hasSize(1);
        assertThat(news).filteredOn(News.LASTS::equals).isEmpty();
    }

    /** A part that has agreed by itself while the whole is calm. */
    @Test
    void aPartThatAgreesBeginsTheEpisodeAndKeepsItFromEnding() {
        var part = Agreement.NONE;
        for (int window = 0; window < 2; window++) {
            var span = new Agreement.Span(
                    now.plus(MINUTE.multipliedBy(window)), now.plus(MINUTE.multipliedBy(window + 1)));
            part = part.after(WRONG, span, 2, Duration.ZERO);
            see(part, RIGHT);
        }
        var episode = Objects.requireNonNull(agreement.episode());
        assertThat(news).containsExactly(News.NONE, News.BEGAN);
        assertThat(episode.since()).isEqualTo(START);
        assertThat(episode.window()).isEqualTo(2);

        part = part.after(RIGHT, new Agreement.Span(now, now), 2, Duration.ZERO);
        see(part, RIGHT);
        assertThat(agreement.lasts()).isTrue();
        part = part.after(RIGHT, new Agreement.Span(now, now), 2, Duration.ZERO);
        see(part, UNSURE);
        assertThat(news.getLast()).isEqualTo(News.OVER);
    }

    @Test
    void aPartAddsNothingToAnEpisodeThatLasts() {
        see(MINUTE, WRONG, WRONG);
        var part = Agreement.NONE
                .after(WRONG, new Agreement.Span(now, now), 2, Duration.ZERO)
                .after(WRONG, new Agreement.Span(now, now), 2, Duration.ZERO);
        see(part, WRONG);

        assertThat(news).containsExactly(News.NONE, News.BEGAN, News.NONE);
    }

    private void see(Agreement part, Sign sign) {
        var before = agreement;
        var span = new Agreement.Span(now, now.plus(MINUTE));
        agreement = before.after(sign, span, 2, REMINDER, Agreement.Parts.of(List.of(part), 2));
        news.add(agreement.newsSince(before));
        now = span.to();
    }

    @Test
    void whatComesBackAfterTheReminderIsAnotherEpisode() {
        see(MINUTE, WRONG, WRONG);
        see(Duration.ofHours(2), RIGHT, RIGHT, RIGHT);
        see(MINUTE, WRONG, WRONG);

        assertThat(news).filteredOn(News.BEGAN::equals).hasSize(2);
    }
}
