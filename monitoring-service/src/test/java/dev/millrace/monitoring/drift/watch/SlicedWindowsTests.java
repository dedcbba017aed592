package dev.millrace.monitoring.drift.watch;

import static dev.millrace.monitoring.drift.rule.MadeUpBaselines.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.contracts.AlertRaised;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.Rule;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.MemoryAggregates;
import dev.millrace.monitoring.MemoryArtifacts;
import dev.millrace.monitoring.Packages;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.WindowMeters;
import dev.millrace.monitoring.drift.rule.Rules;
import dev.millrace.monitoring.drift.rule.SlicedTrips;
import dev.millrace.monitoring.drift.rule.SlicedTrips.Trip;
import dev.millrace.monitoring.episode.MemoryEpisodes;
import dev.millrace.monitoring.episode.MemoryReplacements;
import dev.millrace.monitoring.estimate.Estimations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlicedWindowsTests {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Trip> learned = SlicedTrips.trips(8000, random, Map.of());

    /** A monitoring service whose processes come and go; what it stores stays. */
    private final class Monitoring {

        private final MemoryAggregates aggregates = new MemoryAggregates();
        private final MemoryArtifacts artifacts = new MemoryArtifacts();
        private final MemoryWindows windows = new MemoryWindows();
        private final MemoryWatchedModels models = new MemoryWatchedModels();
        private final Rules rules = new Rules(aggregates);
        private final List<ConfirmedDrift> confirmed = new ArrayList<>();
        private Baselines baselines = baselines();
        private CountPredictions counting = counting();
        private long offset;
        private long millis;

        Monitoring(boolean sliced) {
            var whole = SlicedTrips.baseline(learned);
            var digest = Packages.with(artifacts, whole, sliced ? SlicedTrips.slices(whole, learned) : List.of());
            var envelope =
                    new Envelope("approval", "registry:models:default/taxi", 1, "default", "taxi", "c", null, 3, START);
            var cause = new Received<>(new AlertRaised(), envelope, "taxi", "model.approved", 0, 0, START);
            rules.remember(cause, "taxi", 1, new Rule(500, 0.1, 0.1, List.of(), 2, AT_ONCE));
            new StartWatch(aggregates, models, baselines, new Approvals(Duration.ZERO), new MemoryReplacements())
                    .start(
                            cause,
                            new Approved(
                                    "default",
                                    "taxi",
                                    "taxi",
                                    1,
                                    1,
                                    ServingRole.CHAMPION,
                                    digest,
                                    "approval",
                                    "cascade"));
        }

        private Baselines baselines() {
            var estimations = new Estimations(
                    artifacts,
                    manifest -> {
                        throw new ArtifactMissingException("no test rows");
                    },
                    () -> START);
            return new Baselines(artifacts, estimations);
        }

        private CountPredictions counting() {
            var closing = new CloseWindows(
                    aggregates,
                    windows,
                    new MemoryHistory(),
                    models,
                    baselines,
                    rules,
                    new MemoryEpisodes(),
                    drift -> {
                        confirmed.add(drift);
                        return List.of();
                    },
                    estimate -> List.of(),
                    new WindowMeters(new SimpleMeterRegistry()),
                    () -> Instant.EPOCH);
            return new CountPredictions(
                    aggregates, baselines, rules, new Approvals(Duration.ZERO), closing, unwatched -> {});
        }

        void restart() {
            baselines = baselines();
            counting = counting();
        }

        /** Records of 50 trips, to each partition in turn. */
        void answer(List<Trip> trips, int partitions) {
            for (int first = 0; first < trips.size(); first += 50) {
                var rows = trips.subList(first, Math.min(trips.size(), first + 50)).stream()
                        .map(trip -> new Logged.Row(
                                START.plusMillis(millis++),
                                List.of(trip.payment(), trip.fare()),
                                "",
                                List.of(trip.score())))
                        .toList();
                var record = new Logged(
                        "default",
                        "taxi",
                        "taxi",
                        1,
                        ServingRole.CHAMPION,
                        1,
                        offset++,
                        START,
                        List.of("payment", "fare"),
                        rows);
                counting.count((int) (record.offset() % partitions), List.of(record));
            }
        }

        DriftView view() {
            return new ReadDrift(aggregates, windows, models, baselines, rules, () -> CountingBench.START)
                    .find("default", "taxi", null, 100)
                    .orElseThrow();
        }
    }

    /** Of 50 trips in a window that are paid by phone, ten windows make a judgement. */
    @Test
    void aSliceThatMovedAloneBeginsAnEpisode() {
        var monitoring = new Monitoring(true);
        monitoring.answer(SlicedTrips.trips(5000, random, Map.of()), 1);
        assertThat(monitoring.confirmed).isEmpty();
        monitoring.answer(SlicedTrips.trips(17_500, random, Map.of("Mobile", 0.8)), 1);

        assertThat(monitoring.confirmed).singleElement().satisfies(drift -> {
            assertThat(drift.news()).isEqualTo(News.BEGAN);
            assertThat(drift.isOfAllRows()).isFalse();
            assertThat(drift.inARow()).isEqualTo(2);
            assertThat(drift.slices()).singleElement().satisfies(slice -> {
                assertThat(slice.judged().slice()).isEqualTo("payment=Mobile");
                assertThat(slice.judged().rows()).isGreaterThanOrEqualTo(500);
                assertThat(slice.since()).isEqualTo(drift.episode().since());
                assertThat(slice.judged().verdict().strongestFirst().getFirst().column())
                        .isEqualTo("fare");
            });
        });
        var view = monitoring.view();
        assertThat(view.level()).isEqualTo(DriftView.Status.DRIFT);
        assertThat(view.detail()).endsWith("slices that drift: payment=Mobile");
        assertThat(Objects.requireNonNull(view.episode()).over()).isNull();
        assertThat(view.slices())
                .extracting(SliceView::slice)
                .containsExactly("payment=Cash", "payment=Card", "payment=Mobile");
        assertThat(view.slices())
                .extracting(SliceView::level)
                .containsExactly(DriftView.Status.NONE, DriftView.Status.NONE, DriftView.Status.DRIFT);
        assertThat(view.slices().getLast().since())
                .isEqualTo(view.episode().since())
                .isNotNull();

        monitoring.answer(SlicedTrips.trips(17_500, random, Map.of()), 1);
        assertThat(monitoring.confirmed).extracting(ConfirmedDrift::news).containsExactly(News.BEGAN, News.OVER);
        assertThat(monitoring.view().level()).isEqualTo(DriftView.Status.NONE);
    }

    @Test
    void aSliceIsAddedToAnEpisodeThatLasts() {
        var monitoring = new Monitoring(true);
        monitoring.answer(SlicedTrips.trips(17_500, random, Map.of("Cash", 0.6, "Card", 0.6, "Mobile", 0.6)), 1);

        assertThat(monitoring.confirmed)
                .singleElement()
                .satisfies(drift -> assertThat(drift.isOfAllRows()).isTrue());
        assertThat(monitoring.view().slices()).extracting(SliceView::level).containsOnly(DriftView.Status.DRIFT);
    }

    @Test
    void countsOfSeveralPartitionsAndProcessesAreThoseOfOne() {
        var trips = SlicedTrips.trips(12_345, random, Map.of("Card", 0.5));
        var one = new Monitoring(true);
        one.answer(trips, 1);
        var several = new Monitoring(true);
        several.answer(trips.subList(0, 6150), 3);
        several.restart();
        several.answer(trips.subList(6150, trips.size()), 3);

        assertThat(one.view().windows()).hasSize(24).isEqualTo(several.view().windows());
        assertThat(one.view().slices()).isEqualTo(several.view().slices());
        assertThat(one.view().slices())
                .allSatisfy(slice -> assertThat(slice.last()).isNotNull());
        assertThat(one.view().windows())
                .flatExtracting(window -> window.findings().slices())
                .extracting(JudgedSlice::slice)
                .contains("payment=Cash", "payment=Card", "payment=Mobile");
    }

    /** Every row is in one slice, so what is judged of a slice and what waits add up to the rows of all windows. */
    @Test
    void losesNoRowOfASlice() {
        var monitoring = new Monitoring(true);
        var trips = SlicedTrips.trips(12_345, random, Map.of());
        monitoring.answer(trips, 2);

        var view = monitoring.view();
        for (var slice : view.slices()) {
            long judged = view.windows().stream()
                    .flatMap(window -> Objects.requireNonNull(window.findings().slices()).stream())
                    .filter(each -> each.slice().equals(slice.slice()))
                    .mapToLong(JudgedSlice::rows)
                    .sum();
            assertThat(judged + slice.rows())
                    .isEqualTo(trips.subList(0, 12_000).stream()
                            .filter(trip -> ("payment=" + trip.payment()).equals(slice.slice()))
                            .count());
        }
    }

    @Test
    void aModelWithoutSlicesIsWatchedAsAWhole() {
        var trips = SlicedTrips.trips(6000, random, Map.of());
        var sliced = new Monitoring(true);
        var whole = new Monitoring(false);
        sliced.answer(trips, 1);
        whole.answer(trips, 1);

        assertThat(whole.view().slices()).isEmpty();
        assertThat(whole.view().windows())
                .extracting(window -> window.findings().verdict())
                .isEqualTo(sliced.view().windows().stream()
                        .map(window -> window.findings().verdict())
                        .toList());
    }

    @Test
    void saysHowAWindowDiffersFromTheOneBeforeIt() {
        var monitoring = new Monitoring(false);
        monitoring.answer(SlicedTrips.trips(1000, random, Map.of()), 1);
        monitoring.answer(SlicedTrips.trips(1000, random, Map.of("Cash", 1.0, "Card", 1.0, "Mobile", 1.0)), 1);

        var windows = monitoring.view().windows().reversed();
        assertThat(windows.getFirst().findings().previous()).isNull();
        assertThat(windows.subList(1, 4))
                .extracting(window ->
                        Objects.requireNonNull(window.findings().previous()).level())
                .containsExactly(DriftLevel.NONE, DriftLevel.DRIFT, DriftLevel.NONE);
        assertThat(Objects.requireNonNull(windows.get(2).findings().previous()).columns())
                .singleElement()
                .satisfies(moved -> {
                    assertThat(moved.column()).isEqualTo("fare");
                    assertThat(moved.effect()).isBetween(0.8, 1.2);
                });
    }
}
