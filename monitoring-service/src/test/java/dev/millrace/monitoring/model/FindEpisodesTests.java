package dev.millrace.monitoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.episode.Sign;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.drift.watch.Approved;
import dev.millrace.monitoring.drift.watch.MemoryWatchedModels;
import dev.millrace.monitoring.drift.watch.MemoryWindows;
import dev.millrace.monitoring.episode.MemoryEpisodes;
import dev.millrace.monitoring.episode.ModelEpisode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindEpisodesTests {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final MemoryEpisodes episodes = new MemoryEpisodes();
    private final MemoryWatchedModels models = new MemoryWatchedModels();
    private final FindEpisodes findEpisodes = new FindEpisodes(episodes, new MemoryWindows(), models);

    @BeforeEach
    void threeVersionsGotWorse() {
        for (int generation = 1; generation <= 3; generation++) {
            models.row(new Approved(
                    "default",
                    "taxi",
                    "taxi",
                    generation,
                    generation,
                    ServingRole.CHAMPION,
                    "digest",
                    "event",
                    "cascade"));
            happened(generation, generation == 1 ? Sign.RIGHT : Sign.WRONG);
        }
    }

    /** Wrong twice, and then so twice more. */
    private void happened(int generation, Sign then) {
        var agreement = Agreement.NONE;
        for (int window = 0; window < 4; window++) {
            var at = START.plus(Duration.ofHours(10L * generation + window));
            agreement =
                    agreement.after(window < 2 ? Sign.WRONG : then, new Agreement.Span(at, at), 2, Duration.ofHours(6));
        }
        episodes.row(
                "default",
                new ModelEpisode(
                        ModelEpisode.Kind.PERFORMANCE,
                        "taxi",
                        generation,
                        ServingRole.CHAMPION,
                        generation,
                        "cascade-" + generation,
                        Objects.requireNonNull(agreement.episode())));
    }

    @Test
    void saysWhichLastWhichAreOverAndWhichANewVersionHasReplaced() {
        assertThat(findEpisodes.find("default", "taxi", null, 10).episodes())
                .extracting(EpisodeView::state)
                .containsExactly(EpisodeView.State.LASTS, EpisodeView.State.REPLACED, EpisodeView.State.OVER);
    }

    @Test
    void listsThemPageByPageNewestFirst() {
        var first = findEpisodes.find("default", "taxi", null, 2);
        var second = findEpisodes.find("default", "taxi", first.next(), 2);

        assertThat(first.episodes()).extracting(EpisodeView::generation).containsExactly(3L, 2L);
        assertThat(second.episodes()).extracting(EpisodeView::generation).containsExactly(1L);
        assertThat(second.next()).isNull();
        assertThat(findEpisodes.find("default", "bikes", null, 2).episodes()).isEmpty();
    }
}
