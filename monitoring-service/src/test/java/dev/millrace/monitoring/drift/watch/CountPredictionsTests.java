package dev.millrace.monitoring.drift.watch;

import static dev.millrace.monitoring.drift.rule.MadeUpBaselines.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.contracts.AlertRaised;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowTimes;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.ParkedException;
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
import dev.millrace.monitoring.estimate.Estimations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CountPredictionsTests {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Random random = new Random(11);
    private final List<ConfirmedDrift> confirmed = new ArrayList<>();
    private final AtomicLong unwatched = new AtomicLong();
    private final MemoryAggregates aggregates = new MemoryAggregates();
    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private final Rules rules = new Rules(aggregates);
    private final Baselines baselines = new Baselines(
            artifacts,
            new Estimations(
                    artifacts,
                    manifest -> {
                        throw new ArtifactMissingException("no test rows");
                    },
                    () -> START));
    private final MemoryWindows windows = new MemoryWindows();
    private final MemoryEpisodes episodes = new MemoryEpisodes();
    private final MemoryReplacements replacements = new MemoryReplacements();
    private final Approvals approvals = new Approvals(Duration.ofSeconds(3));
    private final MemoryWatchedModels models = new MemoryWatchedModels();
    private Instant now = START;
    private final ReadDrift readDrift = new ReadDrift(aggregates, windows, models, baselines, rules, () -> now);
    private final CloseWindows closeWindows = closing();
    private CountPredictions countPredictions = counting();
    private long offset;
    private Instant appendedAt = START;

    @BeforeEach
    void aModelIsWatched() {
        remember(1, new Rule(500, 0.1, 0.1, List.of(), 2, AT_ONCE));
        var columns = List.of(
                MadeUpBaselines.number("fare", 0.8, MadeUpBaselines.values(5000, random)),
                MadeUpBaselines.category("payment", 0.2, List.of("Cash", "Card"), List.of(3000L, 1950L, 0L, 50L)),
                MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(5000, random)));
        approve(1, packageWith(new Baseline(5000, columns)));
    }

    @Test
    void saysThatThereIsNotEnoughData() {
        predict(1, 400, 0);

        DriftView view = view();
        assertThat(view.level()).isEqualTo(DriftView.Status.NOT_ENOUGH_DATA);
        assertThat(view.detail()).isEqualTo("400 of 500 rows of the first window were answered");
        assertThat(view.collecting().rows()).isEqualTo(400);
    }

    @Test
    void publishesDriftOnceAfterTwoWindowsInARow() {
        predict(1, 500, 0);
        predict(1, 500, 1);
        assertThat(view().level()).isEqualTo(DriftView.Status.POSSIBLE);
        assertThat(confirmed).isEmpty();
        assertThat(meters.get("millrace.monitoring.drift.windows")
                        .tags("model", "taxi", "level", "drift")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("millrace.monitoring.drift.share")
                        .tag("model", "taxi")
                        .summary()
                        .count())
                .isEqualTo(2);

        predict(1, 500, 1);
        predict(1, 1500, 1);

        assertThat(view().level()).isEqualTo(DriftView.Status.DRIFT);
        assertThat(confirmed).singleElement().satisfies(drift -> {
            assertThat(drift.window().ruling().windowsInARow()).isEqualTo(2);
            assertThat(drift.window().extent().rows()).isEqualTo(500);
            assertThat(drift.falseAlarmsPerWeek()).isPositive();
            var columns = ReportedColumn.of(drift.window().findings().verdict(), drift.baseline());
            assertThat(columns)
                    .extracting(ReportedColumn::column)
                    .startsWith("fare")
                    .hasSize(3);
            assertThat(columns.getFirst().bins().names())
                    .hasSameSizeAs(columns.getFirst().bins().window());
        });
    }

    @Test
    void linksDriftToTheApprovalThatWasWatched() {
        predict(1, 1000, 1);

        assertThat(confirmed).singleElement().satisfies(drift -> {
            assertThat(drift.lineage().causationId()).isEqualTo("approval-1");
            assertThat(drift.lineage().hop()).isZero();
        });
    }

    @Test
    void driftThatGoesAndComesBackSoonIsTheSameEpisode() {
        predict(1, 1000, 1);
        assertThat(Objects.requireNonNull(view().episode()).over()).isNull();
        predict(1, 1000, 0);
        assertThat(Objects.requireNonNull(view().episode()).over()).isNotNull();
        predict(1, 1000, 1);

        assertThat(confirmed).extracting(ConfirmedDrift::news).containsExactly(News.BEGAN, News.OVER);
        assertThat(Objects.requireNonNull(view().episode()).window())
                .isEqualTo(confirmed.getFirst().episode().window());
    }

    @Test
    void anEpisodeEndsWithTheVersionThatItIsAbout() {
        predict(1, 1000, 1);
        var answers = List.of(MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(5000, random)));

        approve(2, packageWith(new Baseline(5000, answers)));
        approve(2, packageWith(new Baseline(5000, answers)));
        approve(3, packageWith(new Baseline(5000, answers)));

        assertThat(replacements.ended()).singleElement().satisfies(ended -> {
            assertThat(ended.by()).isEqualTo(2);
            assertThat(ended.episode().kind()).isEqualTo(ModelEpisode.Kind.DRIFT);
            assertThat(ended.episode().version()).isEqualTo(1);
            assertThat(ended.lineage()).isEqualTo(confirmed.getFirst().lineage());
        });
    }

    @Test
    void anEpisodeWhoseEndWasToldEndsOnce() {
        predict(1, 1000, 1);
        predict(1, 1000, 0);
        predict(1, 1000, 1);
        var answers = List.of(MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(5000, random)));

        approve(2, packageWith(new Baseline(5000, answers)));

        assertThat(confirmed).extracting(ConfirmedDrift::news).containsExactly(News.BEGAN, News.OVER);
        assertThat(replacements.ended()).isEmpty();
    }

    @Test
    void beginsAnewWithEveryGenerationAndCountsLateRowsApart() {
        predict(1, 500, 1);
        Baseline moved = new Baseline(
                5000,
                List.of(
                        MadeUpBaselines.number("fare", 1, moved(MadeUpBaselines.values(5000, random))),
                        MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(5000, random))));
        approve(2, packageWith(moved));

        predict(1, 70, 1);
        predict(2, 1000, 1);

        DriftView view = view();
        assertThat(view.generation()).isEqualTo(2);
        assertThat(view.otherRows()).isEqualTo(70);
        assertThat(view.level()).isEqualTo(DriftView.Status.NONE);
        assertThat(confirmed).isEmpty();
    }

    @Test
    void publishesThatNumbersAreNotSentAnyMore() {
        predict(1, 1000, Double.NaN);

        var columns = ReportedColumn.of(
                confirmed.getFirst().window().findings().verdict(),
                confirmed.getFirst().baseline());
        assertThat(columns.getFirst().column()).isEqualTo("fare");
        assertThat(columns.getFirst().bins())
                .isEqualTo(
                        new ReportedColumn.Bins(List.of("present", "missing"), List.of(5000L, 0L), List.of(0L, 500L)));
    }

    @Test
    void countsPredictionsOfATopicThatWasMadeAnew() {
        predict(1, 300, 0);

        offset = 0;
        appendedAt = START.plusSeconds(60);
        var first = List.of(logged(1, 50, 0));
        countPredictions.count(0, first);
        countPredictions.count(0, first);
        predict(1, 50, 0);

        assertThat(view().collecting().rows()).isEqualTo(400);
    }

    @Test
    void countsARecordThatComesAgainOnceEvenInAnotherBatch() {
        List<Logged> records = List.of(logged(1, 100, 0), logged(1, 100, 0), logged(1, 100, 0));
        countPredictions.count(0, records.subList(0, 2));
        countPredictions = counting();
        countPredictions.count(0, records);
        countPredictions.count(0, records);

        assertThat(view().collecting().rows()).isEqualTo(300);
    }

    @Test
    void judgesEveryWindowOfALargeBatch() {
        countPredictions.count(0, List.of(logged(1, 1200, 0), logged(1, 400, 0)));

        assertThat(view().windows()).extracting(JudgedWindow::number).containsExactly(3L, 2L, 1L);
        assertThat(view().collecting().rows()).isEqualTo(100);
    }

    @Test
    void refusesToJudgeAgainstASmallBaseline() {
        var column = MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(300, random));
        approve(2, packageWith(new Baseline(300, List.of(column))));
        predict(2, 1000, 5);

        assertThat(view().level()).isEqualTo(DriftView.Status.NOT_ENOUGH_DATA);
        assertThat(confirmed).isEmpty();
    }

    @Test
    void fillsWindowsToTheRowFromAllPartitions() {
        for (int partition = 0; partition < 4; partition++) {
            countPredictions.count(partition, List.of(logged(1, 130, 0)));
        }

        assertThat(view().windows())
                .singleElement()
                .satisfies(window -> assertThat(window.extent().rows()).isEqualTo(500));
        assertThat(view().collecting().rows()).isEqualTo(20);
        countPredictions.count(2, List.of(logged(1, 480, 0)));
        assertThat(view().windows())
                .extracting(window -> window.extent().rows())
                .containsExactly(500L, 500L);
        assertThat(view().collecting().rows()).isZero();
    }

    @Test
    void countsVeryLargeWindowsInBlocks() {
        remember(2, new Rule(1_000_000, 0.1, 0.1, List.of(), 2, AT_ONCE));
        for (int batch = 0; batch < 20; batch++) {
            countPredictions.count(batch % 3, List.of(logged(1, 1000, 0)));
        }

        assertThat(view().collecting().rows()).isEqualTo(20_000);
        remember(3, new Rule(10_000, 0.1, 0.1, List.of(), 2, AT_ONCE));
        countPredictions.count(0, List.of(logged(1, 10_000, 0)));
        assertThat(view().windows()).isNotEmpty();
        assertThat(view().windows().stream()
                                .mapToLong(window -> window.extent().rows())
                                .sum()
                        + view().collecting().rows())
                .isEqualTo(30_000);
    }

    @Test
    void countsWhatCannotBeComparedUntilTheBaselineIsBack() {
        String missing = "f".repeat(64);
        assertThatThrownBy(() -> approve(2, missing)).isInstanceOfSatisfying(ParkedException.class, parked -> {
            assertThat(parked.code()).isEqualTo("ARTIFACT_MISSING");
            assertThat(parked.retried()).isTrue();
        });

        predict(2, 700, 0);

        assertThat(view().unreadableRows()).isEqualTo(700);
        assertThat(view().detail()).contains("ARTIFACT_MISSING");
        assertThat(view().windows()).isEmpty();
    }

    @Test
    void countsWhatABaselineWithoutPredictionsCannotBeComparedWith() {
        var fares = packageWith(
                new Baseline(5000, List.of(MadeUpBaselines.number("fare", 1, MadeUpBaselines.values(5000, random)))));
        assertThatThrownBy(() -> approve(2, fares))
                .isInstanceOfSatisfying(
                        ParkedException.class,
                        parked -> assertThat(parked.code()).isEqualTo("PACKAGE_MALFORMED"));

        predict(2, 700, 0);

        assertThat(view().unreadableRows()).isEqualTo(700);
        assertThat(view().detail())
                .contains("PACKAGE_MALFORMED", "the baseline's last column is not called prediction");
    }

    @Test
    @Timeout(30)
    void parksWhatTheStoreWillNeverTake() {
        aggregates.refuseAsTooLarge();

        assertThatThrownBy(() -> predict(1, 10, 0))
                .isInstanceOfSatisfying(
                        ParkedException.class,
                        parked -> assertThat(parked.code()).isEqualTo("DOCUMENT_TOO_LARGE"));
    }

    @Test
    void countsRowsOfModelsThatNobodyApproved() {
        approvals.pastRead();
        countPredictions.count(
                0,
                List.of(new Logged(
                        "default", "other", "other", 1, ServingRole.CHAMPION, 1, 0, START, List.of(), rows(3, 0))));

        assertThat(unwatched.get()).isEqualTo(3);
    }

    @Test
    void waitsForTheApprovalOfAGenerationThatIsAnsweredAlready() throws Exception {
        var digest = packageWith(new Baseline(
                5000, List.of(MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(5000, random)))));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var counted = executor.submit(() -> predict(2, 60, 0));
            approve(2, digest);
            counted.get();
        }

        assertThat(view().generation()).isEqualTo(2);
        assertThat(view().collecting().rows()).isEqualTo(60);
        assertThat(view().otherRows()).isZero();
    }

    private void remember(int version, Rule rule) {
        rules.remember(cause(version, "pipeline-" + version), "taxi", version, rule);
    }

    private static Rule lasting(Duration atLeast, Duration atMost) {
        return new Rule(500, 0.1, 0.1, List.of(), 2, new WindowTimes(atLeast, atMost, Duration.ofHours(6)));
    }

    /** 50 rows a second: a window of 500 would be ten seconds long. */
    @Test
    void aWindowLastsAsLongAsTheRuleSays() {
        remember(2, lasting(Duration.ofMinutes(1), Duration.ofDays(1)));

        predict(1, 50 * 60, 0);
        assertThat(view().windows()).isEmpty();
        predict(1, 50 * 100, 0);

        assertThat(view().windows())
                .hasSize(2)
                .allSatisfy(window -> assertThat(Duration.between(
                                window.extent().from(), window.extent().to()))
                        .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(70)));
        assertThat(view().windows().stream()
                                .mapToLong(window -> window.extent().rows())
                                .sum()
                        + view().collecting().rows())
                .isEqualTo(50 * 160);
    }

    /** Tens of thousands of rows a minute are counted in blocks. */
    @Test
    void rowsThatComeFastWaitAsCounts() {
        remember(2, lasting(Duration.ofMinutes(1), Duration.ofDays(1)));

        for (int second = 0; second < 150; second++) {
            countPredictions.count(0, List.of(logged(1, 900, 0)));
        }

        assertThat(view().windows()).hasSize(2).allSatisfy(window -> {
            assertThat(Duration.between(window.extent().from(), window.extent().to()))
                    .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(80));
            assertThat(window.ruling().level()).isEqualTo(DriftLevel.NONE);
        });
        assertThat(view().windows().stream()
                                .mapToLong(window -> window.extent().rows())
                                .sum()
                        + view().collecting().rows())
                .isEqualTo(150 * 900);
    }

    @Test
    void aQuietModelIsSaidToHaveTooLittle() {
        remember(2, lasting(Duration.ofSeconds(1), Duration.ofMinutes(1)));

        for (int second = 0; second < 70; second++) {
            countPredictions.count(0, List.of(logged(1, 5, 3)));
        }

        assertThat(view().windows()).singleElement().satisfies(window -> {
            assertThat(window.extent().rows()).isBetween(250L, 310L);
            assertThat(window.findings().verdict().columns()).isEmpty();
        });
        assertThat(view().level()).isEqualTo(DriftView.Status.NOT_ENOUGH_DATA);
        assertThat(view().detail()).contains("closed after PT1M").contains("fewer than 500");
    }

    @Test
    void aModelThatIsAskedNoMoreIsSaidToHaveTooLittle() {
        predict(1, 600, 0);
        assertThat(view().level()).isEqualTo(DriftView.Status.NONE);

        now = START.plus(Duration.ofDays(2));

        assertThat(view().level()).isEqualTo(DriftView.Status.NOT_ENOUGH_DATA);
        assertThat(view().detail())
                .startsWith("Nothing was answered since 2026-11-21T10:00:")
                .endsWith("; 100 rows wait");
    }

    @Test
    void countsRowsThatCameAfterTheirWindowWasClosed() {
        predict(1, 500, 0);
        offset -= 10;
        var late = rows(120, 0);
        offset += 10;
        countPredictions.count(
                0,
                List.of(new Logged(
                        "default",
                        "taxi",
                        "taxi",
                        1,
                        ServingRole.CHAMPION,
                        1,
                        offset++,
                        appendedAt,
                        List.of("payment", "fare"),
                        late)));
        predict(1, 380, 0);

        assertThat(view().windows())
                .extracting(window -> window.extent().lateRows())
                .containsExactly(120L, 0L);
    }

    @Test
    void namesCriticalColumnsThatTheVersionDoesNotWatch() {
        assertThat(view().unwatched()).isEmpty();

        remember(2, new Rule(500, 0.1, 0.1, List.of("fare", "tip"), 2, AT_ONCE));

        assertThat(view().unwatched()).containsExactly("tip");
    }

    @Test
    void aBurstWithoutLaterRowsIsJudgedByTheClock() {
        remember(2, lasting(Duration.ofMinutes(1), Duration.ofDays(1)));
        predict(1, 1100, 1);
        assertThat(view().windows()).isEmpty();
        assertThat(view().detail())
                .isEqualTo(
                        "1100 rows of the first window were answered; it has the 500 that it needs, and is closed once it has"
                                + " lasted PT1M");
        now = START.plus(Duration.ofMinutes(2));

        jobIsDue();

        assertThat(view().level()).isEqualTo(DriftView.Status.DRIFT);
        assertThat(view().windows())
                .extracting(window -> window.extent().rows())
                .containsExactly(500L, 500L);
        assertThat(view().collecting().rows()).isEqualTo(100);
        assertThat(confirmed).hasSize(1);
        assertThat(watch().closesAt()).isNull();
    }

    /** By the clock the second window has lasted a part of a second. */
    @Test
    void aWindowThatHasHardlyBegunWaitsForTheClock() {
        remember(2, lasting(Duration.ofMinutes(1), Duration.ofDays(1)));
        predict(1, 1100, 1);
        now = START.plus(Duration.ofMinutes(1));

        jobIsDue();

        assertThat(view().level()).isEqualTo(DriftView.Status.POSSIBLE);
        assertThat(view().collecting().rows()).isEqualTo(600);
        assertThat(watch().closesAt()).isEqualTo(now.plus(Duration.ofMinutes(1)));

        now = START.plus(Duration.ofMinutes(2));
        jobIsDue();

        assertThat(view().level()).isEqualTo(DriftView.Status.DRIFT);
    }

    @Test
    void theClockIsNotAskedOnceALaterRowHasClosedTheWindow() {
        remember(2, lasting(Duration.ofSeconds(20), Duration.ofDays(1)));
        predict(1, 500, 0);
        assertThat(watch().closesAt()).isNotNull();

        predict(1, 1100, 0);
        assertThat(watch().closesAt()).isNull();

        jobIsDue();

        assertThat(view().windows()).hasSize(1);
    }

    private Watch watch() {
        return CloseWindows.watches(aggregates)
                .find("default/taxi")
                .orElseThrow()
                .state();
    }

    private void jobIsDue() {
        new CloseQuietWindow(closeWindows)
                .run(new ClaimedWatch(CloseWindows.watches(aggregates), "default/taxi", watch()));
    }

    private CloseWindows closing() {
        return new CloseWindows(
                aggregates,
                windows,
                new MemoryHistory(),
                models,
                baselines,
                rules,
                episodes,
                drift -> {
                    confirmed.add(drift);
                    return List.of();
                },
                estimate -> List.of(),
                new WindowMeters(meters),
                () -> now);
    }

    private CountPredictions counting() {
        return new CountPredictions(aggregates, baselines, rules, approvals, closeWindows, unwatched::addAndGet);
    }

    private DriftView view() {
        return readDrift.find("default", "taxi", null, 20).orElseThrow();
    }

    private static double[] moved(double[] values) {
        return Arrays.stream(values).map(value -> value + 1).toArray();
    }

    private void predict(long generation, int rows, double moved) {
        for (int left = rows; left > 0; left -= 50) {
            countPredictions.count(0, List.of(logged(generation, Math.min(left, 50), moved)));
        }
    }

    private Logged logged(long generation, int rows, double moved) {
        return new Logged(
                "default",
                "taxi",
                "taxi",
                (int) generation,
                ServingRole.CHAMPION,
                generation,
                offset++,
                appendedAt,
                List.of("payment", "fare"),
                rows(rows, moved));
    }

    private List<Logged.Row> rows(int rows, double moved) {
        var all = new ArrayList<Logged.Row>();
        for (int row = 0; row < rows; row++) {
            var inputs = new ArrayList<@Nullable Object>();
            inputs.add(random.nextInt(100) < 60 ? "Cash" : "Card");
            inputs.add(Double.isNaN(moved) ? null : random.nextGaussian() + moved);
            all.add(new Logged.Row(START.plusMillis(offset * 1000 + row), inputs, "", List.of(random.nextGaussian())));
        }
        return all;
    }

    private String packageWith(Baseline baseline) {
        return Packages.with(artifacts, baseline, Map.of());
    }

    private void approve(long generation, String packageDigest) {
        var event = "approval-" + generation;
        new StartWatch(aggregates, models, baselines, approvals, replacements)
                .start(
                        cause(generation, event),
                        new Approved(
                                "default",
                                "taxi",
                                "taxi",
                                generation,
                                (int) generation,
                                ServingRole.CHAMPION,
                                packageDigest,
                                event,
                                "cascade"));
    }

    private static Received<?> cause(long sequence, String event) {
        var envelope =
                new Envelope(event, "registry:models:default/taxi", sequence, "default", "taxi", "c", null, 3, START);
        return new Received<>(new AlertRaised(), envelope, "taxi", "model.approved", 0, 0, START);
    }
}
