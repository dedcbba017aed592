package dev.millrace.monitoring.drift.watch;

import static dev.millrace.monitoring.drift.rule.MadeUpBaselines.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.contracts.AlertRaised;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowTimes;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.Received;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.MemoryAggregates;
import dev.millrace.monitoring.MemoryArtifacts;
import dev.millrace.monitoring.Packages;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.WindowMeters;
import dev.millrace.monitoring.drift.rule.MadeUpBaselines;
import dev.millrace.monitoring.drift.rule.Rules;
import dev.millrace.monitoring.episode.MemoryEpisodes;
import dev.millrace.monitoring.episode.MemoryReplacements;
import dev.millrace.monitoring.episode.ModelEpisode;
import dev.millrace.monitoring.estimate.EstimatedPerformance;
import dev.millrace.monitoring.estimate.EstimatedView;
import dev.millrace.monitoring.estimate.Estimation;
import dev.millrace.monitoring.estimate.Estimations;
import dev.millrace.monitoring.estimate.MadeUpAnswers;
import dev.millrace.monitoring.estimate.ReadTestAnswers;
import dev.millrace.monitoring.estimate.TestAnswers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EstimatedWindowsTests {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final TestAnswers TEST_ROWS = MadeUpAnswers.TWO_CLASSES.draw(1000, 0, new SplittableRandom(1));

    private final Random random = new Random(11);
    private final List<ConfirmedEstimate> confirmed = new ArrayList<>();
    private final MemoryAggregates aggregates = new MemoryAggregates();
    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private final Rules rules = new Rules(aggregates);
    private final MemoryWindows windows = new MemoryWindows();
    private final MemoryEpisodes episodes = new MemoryEpisodes();
    private final MemoryReplacements replacements = new MemoryReplacements();
    private final Approvals approvals = new Approvals(Duration.ofSeconds(3));
    private final MemoryWatchedModels models = new MemoryWatchedModels();
    private Instant now = START;
    private final Estimations estimations = new Estimations(artifacts, manifest -> TEST_ROWS, () -> now);
    private final CountPredictions countPredictions = counting(estimations);
    private long offset;
    private String digest = "";

    @BeforeEach
    void aModelIsWatched() {
        rules.remember(cause(1, "pipeline"), "taxi", 1, new Rule(500, 0.1, 0.1, List.of(), 2, AT_ONCE));
        var column = MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(5000, random));
        digest = Packages.with(artifacts, new Baseline(5000, List.of(column)), Map.of());
        approve(1);
    }

    @Test
    void aDropIsToldOnceAndAgainAfterSixHoursAndItsEndIsTold() {
        windows(3, 0);
        assertThat(view().status()).isEqualTo(EstimatedView.Status.AS_EXPECTED);
        windows(2, 1.8);
        assertThat(view().status()).isEqualTo(EstimatedView.Status.WORSE);
        windows(14, 1.8);
        windows(4, 0);

        assertThat(confirmed)
                .extracting(ConfirmedEstimate::news)
                .startsWith(News.BEGAN)
                .endsWith(News.OVER);
        assertThat(confirmed).extracting(ConfirmedEstimate::news).containsOnlyOnce(News.BEGAN, News.OVER);
        assertThat(confirmed).filteredOn(each -> each.news() == News.LASTS).hasSize(2);
        assertThat(confirmed)
                .extracting(each -> each.lineage().cascadeId())
                .containsOnly(confirmed.getFirst().lineage().cascadeId());
        assertThat(confirmed.getFirst().windowsInARow()).isEqualTo(2);
        assertThat(view().status()).isEqualTo(EstimatedView.Status.AS_EXPECTED);
        assertThat(Objects.requireNonNull(view().episode()).over()).isNotNull();
        assertThat(view().windows()).hasSize(20);
        assertThat(episodes.find("default", "taxi", null, 1)).singleElement().satisfies(listed -> {
            assertThat(listed.kind()).isEqualTo(ModelEpisode.Kind.ESTIMATED_PERFORMANCE);
            assertThat(listed.episode()).isEqualTo(view().episode());
            assertThat(listed.cascadeId())
                    .isEqualTo(confirmed.getFirst().lineage().cascadeId());
        });
    }

    @Test
    void rowsOfManyPartitionsGiveTheSameEstimateAsRowsOfOneThatAreCountedTogether() {
        var rows = rows(1000, 1);
        for (int part = 0; part < 10; part++) {
            countPredictions.count(part % 4, List.of(logged(1, rows.subList(100 * part, 100 * part + 100))));
        }
        var inParts = estimates();
        approve(2);
        countPredictions.count(0, List.of(logged(2, rows)));

        assertThat(inParts).hasSize(2);
        assertThat(estimates()).isEqualTo(inParts);
        assertThat(inParts).isEqualTo(List.of(estimate(rows.subList(0, 500)), estimate(rows.subList(500, 1000))));
    }

    /** Tens of thousands of rows a minute are only kept as sums. */
    @Test
    void sumsOfVeryManyRowsAreKeptExactly() {
        rules.remember(
                cause(2, "faster"),
                "taxi",
                2,
                new Rule(
                        500,
                        0.1,
                        0.1,
                        List.of(),
                        2,
                        new WindowTimes(Duration.ofMinutes(1), Duration.ofDays(1), Duration.ofHours(6))));
        var all = new ArrayList<Logged.Row>();
        while (view().windows().isEmpty()) {
            var rows = rows(900, 0);
            all.addAll(rows);
            countPredictions.count(0, List.of(logged(1, rows)));
        }

        var found = view().windows().getFirst().estimated();
        assertThat(found.rows()).isGreaterThan(10_000);
        assertThat(found).isEqualTo(estimate(all.subList(0, (int) found.rows())));
    }

    @Test
    void aDropThatLastsEndsWithTheVersionThatItIsAbout() {
        windows(4, 1.8);

        approve(2);

        assertThat(replacements.ended())
                .filteredOn(ended -> ended.episode().kind() == ModelEpisode.Kind.ESTIMATED_PERFORMANCE)
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.by()).isEqualTo(2);
                    assertThat(ended.lineage()).isEqualTo(confirmed.getFirst().lineage());
                });
    }

    @Test
    void aNewGenerationBeginsAnew() {
        windows(3, 1.8);
        assertThat(confirmed).hasSize(1);

        approve(2);
        assertThat(view().status()).isEqualTo(EstimatedView.Status.NOT_ENOUGH_DATA);
        assertThat(view().episode()).isNull();
        windows(2, 0);

        assertThat(view().status()).isEqualTo(EstimatedView.Status.AS_EXPECTED);
        assertThat(confirmed).hasSize(1);
    }

    /** An earlier release begins a generation and leaves what it does not know as it was. */
    @Test
    void theAgreementOfAnotherGenerationDoesNotCount() {
        windows(3, 1.8);
        var watch = CloseWindows.watches(aggregates)
                .find("default/taxi")
                .orElseThrow()
                .state();
        var next = watch.approved();
        var approved = new Approved(
                "default", "taxi", "taxi", 2, 2, ServingRole.CHAMPION, next.packageDigest(), "approval-2", "cascade");

        assertThat(watch.estimatedAgreement().lasts()).isTrue();
        assertThat(new Watch(
                                approved,
                                Map.of(),
                                watch.agreement(),
                                watch.estimated(),
                                watch.handedOn(),
                                watch.first(),
                                null,
                                null)
                        .estimatedAgreement()
                        .lasts())
                .isFalse();
    }

    @Test
    void aWindowWithTooFewAnswersIsNotEstimated() {
        var noTestRows = counting(new Estimations(artifacts, missing(), () -> now));
        noTestRows.count(0, List.of(logged(1, rows(450, 1.8))));
        countPredictions.count(0, List.of(logged(1, rows(50, 1.8))));

        assertThat(windows.newest("default/taxi", 5)).singleElement().satisfies(window -> {
            assertThat(window.extent().rows()).isEqualTo(500);
            assertThat(window.findings().estimated()).isNull();
        });
        assertThat(view().status()).isEqualTo(EstimatedView.Status.NOT_ENOUGH_DATA);
    }

    @Test
    void saysWhyNoEstimateCanBeMade() {
        var readEstimates = new ReadEstimates(aggregates, windows, new Estimations(artifacts, missing(), () -> now));
        var few = new ReadEstimates(
                aggregates,
                windows,
                new Estimations(
                        artifacts,
                        manifest -> MadeUpAnswers.TWO_CLASSES.draw(99, 0, new SplittableRandom(1)),
                        () -> now));

        assertThat(readEstimates.find("default", "taxi").orElseThrow())
                .satisfies(view -> assertThat(view.status()).isEqualTo(EstimatedView.Status.IMPOSSIBLE))
                .satisfies(view -> assertThat(view.detail()).contains("ARTIFACT_MISSING"));
        assertThat(few.find("default", "taxi").orElseThrow().detail()).contains("TOO_FEW_TEST_ROWS", "99 test rows");
        assertThat(readEstimates.find("default", "other")).isEmpty();
    }

    @Test
    void estimatesAgainOnceMissingTestRowsAreBack() {
        var back = new AtomicBoolean();
        var recovering = new Estimations(
                artifacts,
                manifest -> {
                    if (!back.get()) {
                        throw new ArtifactMissingException("no test rows");
                    }
                    return TEST_ROWS;
                },
                () -> now);
        var counting = counting(recovering);
        counting.count(0, List.of(logged(1, rows(500, 0))));
        back.set(true);
        counting.count(0, List.of(logged(1, rows(500, 0))));
        now = now.plus(Duration.ofMinutes(1));
        counting.count(0, List.of(logged(1, rows(500, 0))));

        assertThat(windows.newest("default/taxi", 5))
                .extracting(window -> window.findings().estimated() != null)
                .containsExactly(true, false, false);
    }

    private static ReadTestAnswers missing() {
        return manifest -> {
            throw new ArtifactMissingException("no test rows");
        };
    }

    /** Each an hour long. */
    private void windows(int count, double moved) {
        for (int window = 0; window < count; window++) {
            for (int batch = 0; batch < 10; batch++) {
                now = now.plus(Duration.ofMinutes(6));
                countPredictions.count(batch % 3, List.of(logged(generation(), rows(50, moved))));
            }
        }
    }

    private long generation() {
        return CloseWindows.watches(aggregates)
                .find("default/taxi")
                .orElseThrow()
                .state()
                .generation();
    }

    private EstimatedView view() {
        return new ReadEstimates(aggregates, windows, estimations)
                .find("default", "taxi")
                .orElseThrow();
    }

    private List<EstimatedPerformance> estimates() {
        return view().windows().reversed().stream()
                .map(EstimatedView.Window::estimated)
                .toList();
    }

    private EstimatedPerformance estimate(List<Logged.Row> rows) {
        var estimator = ((Estimation.Possible) estimations.of(digest)).estimator();
        var sums = estimator.zeroes();
        rows.forEach(row -> estimator.add(estimator.answer(row.scores()), sums));
        return estimator.estimate(sums);
    }

    private List<Logged.Row> rows(int count, double moved) {
        var drawn = MadeUpAnswers.TWO_CLASSES.draw(count, moved, new SplittableRandom(random.nextLong()));
        var rows = new ArrayList<Logged.Row>();
        for (int row = 0; row < count; row++) {
            now = now.plusMillis(1);
            double second = drawn.answer(row)[0];
            rows.add(new Logged.Row(now, List.of(), second >= 0.5 ? "1" : "0", List.of(1 - second, second)));
        }
        return rows;
    }

    private Logged logged(long generation, List<Logged.Row> rows) {
        return new Logged(
                "default",
                "taxi",
                "taxi",
                (int) generation,
                ServingRole.CHAMPION,
                generation,
                offset++,
                START,
                List.of(),
                rows);
    }

    private CountPredictions counting(Estimations by) {
        var baselines = new Baselines(artifacts, by);
        return new CountPredictions(
                aggregates,
                baselines,
                rules,
                approvals,
                new CloseWindows(
                        aggregates,
                        windows,
                        new MemoryHistory(),
                        models,
                        baselines,
                        rules,
                        episodes,
                        drift -> List.of(),
                        estimate -> {
                            confirmed.add(estimate);
                            return List.of();
                        },
                        new WindowMeters(new SimpleMeterRegistry()),
                        () -> Instant.EPOCH),
                rows -> {});
    }

    private void approve(long generation) {
        var event = "approval-" + generation;
        new StartWatch(aggregates, models, new Baselines(artifacts, estimations), approvals, replacements)
                .start(
                        cause(generation, event),
                        new Approved(
                                "default",
                                "taxi",
                                "taxi",
                                generation,
                                (int) generation,
                                ServingRole.CHAMPION,
                                digest,
                                event,
                                "cascade"));
    }

    private static Received<?> cause(long sequence, String event) {
        var envelope =
                new Envelope(event, "registry:models:default/taxi", sequence, "default", "taxi", "c", null, 3, START);
        return new Received<>(new AlertRaised(), envelope, "taxi", "model.approved", 0, 0, START);
    }
}
