package dev.millrace.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.DriftDetected;
import dev.millrace.contracts.DriftKind;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.Received;
import dev.millrace.models.Baseline;
import dev.millrace.monitoring.MemoryAggregates;
import dev.millrace.monitoring.MemoryArtifacts;
import dev.millrace.monitoring.Packages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountPredictionsTests {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final Random random = new Random(11);
    private final MemoryAggregates aggregates = new MemoryAggregates();
    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private final Rules rules = new Rules(aggregates);
    private final References references = new References(artifacts);
    private final ReadDrift readDrift = new ReadDrift(aggregates, references, rules);
    private CountPredictions countPredictions = counting();
    private long offset;

    @BeforeEach
    void aModelIsWatched() {
        var columns = List.of(
                Baselines.number("fare", 0.8, Baselines.values(5000, random)),
                Baselines.category("payment", 0.2, List.of("Cash", "Card"), List.of(3000L, 1950L, 0L, 50L)),
                Baselines.number("prediction", 0, Baselines.values(5000, random)));
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
        assertThat(aggregates.announced).isEmpty();

        predict(1, 500, 1);
        predict(1, 1500, 1);

        assertThat(view().level()).isEqualTo(DriftView.Status.DRIFT);
        assertThat(announced()).hasSize(2);
        assertThat(announced().getFirst()).isInstanceOfSatisfying(DriftDetected.class, drift -> {
            assertThat(drift.getKind()).isEqualTo(DriftKind.FEATURE);
            assertThat(drift.getWindowsInARow()).isEqualTo(2);
            assertThat(drift.getColumns()).hasSize(3);
            assertThat(drift.getColumns().getFirst().getColumn()).isEqualTo("fare");
            assertThat(drift.getColumns().getFirst().getBins())
                    .hasSameSizeAs(drift.getColumns().getFirst().getWindowCounts());
            assertThat(drift.getFalseAlarmsPerWeek()).isPositive();
        });
        assertThat(announced().getLast()).isInstanceOf(AlertRaised.class);
    }

    @Test
    void linksDriftToTheApprovalThatWasWatched() {
        predict(1, 1000, 1);

        assertThat(aggregates.announced).isNotEmpty();
        Watch watch = Watches.in(aggregates)
                .watches()
                .find("default/taxi")
                .orElseThrow()
                .state();
        assertThat(DriftNews.lineage("default/taxi", watch).causationId()).isEqualTo("approval-1");
        assertThat(DriftNews.lineage("default/taxi", watch).hop()).isZero();
    }

    @Test
    void publishesAgainWhenDriftHadGone() {
        predict(1, 1000, 1);
        predict(1, 1000, 0);
        predict(1, 1000, 1);

        assertThat(announced().stream().filter(DriftDetected.class::isInstance)).hasSize(2);
    }

    @Test
    void beginsAnewWithEveryGenerationAndCountsLateRowsApart() {
        predict(1, 500, 1);
        Baseline moved = new Baseline(
                5000,
                List.of(
                        Baselines.number("fare", 1, moved(Baselines.values(5000, random))),
                        Baselines.number("prediction", 0, Baselines.values(5000, random))));
        approve(2, packageWith(moved));

        predict(1, 70, 1);
        predict(2, 1000, 1);

        DriftView view = view();
        assertThat(view.generation()).isEqualTo(2);
        assertThat(view.otherRows()).isEqualTo(70);
        assertThat(view.level()).isEqualTo(DriftView.Status.NONE);
        assertThat(announced()).isEmpty();
    }

    @Test
    void publishesThatNumbersAreNotSentAnyMore() {
        predict(1, 1000, Double.NaN);

        assertThat(announced().getFirst()).isInstanceOfSatisfying(DriftDetected.class, drift -> {
            assertThat(drift.getKind()).isEqualTo(DriftKind.INTEGRITY);
            assertThat(drift.getDetail()).startsWith("fare missing (effect 0.83");
            var fare = drift.getColumns().getFirst();
            assertThat(fare.getTest()).isEqualTo("chi-square");
            assertThat(fare.getBins()).containsExactly("present", "missing");
            assertThat(fare.getBaselineCounts()).containsExactly(5000L, 0L);
            assertThat(fare.getWindowCounts()).containsExactly(0L, 500L);
        });
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
        var column = Baselines.number("prediction", 0, Baselines.values(300, random));
        approve(2, packageWith(new Baseline(300, List.of(column))));
        predict(2, 1000, 5);

        assertThat(view().level()).isEqualTo(DriftView.Status.NOT_ENOUGH_DATA);
        assertThat(announced()).isEmpty();
    }

    private CountPredictions counting() {
        return new CountPredictions(aggregates, new References(artifacts), rules);
    }

    private DriftView view() {
        return readDrift.find("default", "taxi", 20).orElseThrow();
    }

    private List<SpecificRecord> announced() {
        List<SpecificRecord> events = new ArrayList<>();
        aggregates.announced.stream().map(Announcement::event).forEach(events::add);
        return events;
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
        List<Logged.Row> all = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            List<@Nullable Object> inputs = new ArrayList<>();
            inputs.add(random.nextInt(100) < 60 ? "Cash" : "Card");
            inputs.add(Double.isNaN(moved) ? null : random.nextGaussian() + moved);
            all.add(new Logged.Row(START.plusMillis(offset * 1000 + row), inputs, random.nextGaussian()));
        }
        return new Logged(
                "default", "taxi", "taxi", (int) generation, generation, offset++, List.of("payment", "fare"), all);
    }

    private String packageWith(Baseline baseline) {
        return Packages.with(artifacts, baseline, Map.of());
    }

    private void approve(long generation, String packageDigest) {
        String event = "approval-" + generation;
        var envelope =
                new Envelope(event, "registry:models:default/taxi", generation, "default", "taxi", "c", null, 3, START);
        var cause = new Received<>(new AlertRaised(), envelope, "taxi", "model.approved", 0, 0, START);
        new StartWatch(aggregates, references)
                .start(
                        cause,
                        new Approved("default", "taxi", "taxi", generation, (int) generation, packageDigest, event));
    }
}
