package dev.millrace.monitoring.feedback;

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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoreLabelsTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final List<String> CLASSES = List.of("0", "1");

    private final Random random = new Random(13);
    private final MemoryAggregates aggregates = new MemoryAggregates();
    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private final ReadPerformance readPerformance = new ReadPerformance(aggregates);
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private ScoreLabels scoreLabels = scoring();
    private long logOffset;
    private long labelOffset;

    @BeforeEach
    void aModelThatIsRightNineTimesOfTenIsServed() {
        serve(1);
    }

    @Test
    void scoresLabelsAgainstTheirPredictions() {
        predictAndLabel(100, 0.9, 1);

        PerformanceView view = view();
        assertThat(view.labels()).isEqualTo(100);
        assertThat(view.metrics().get("accuracy")).isBetween(0.8, 1.0);
        assertThat(view.metric()).isEqualTo("auc");
        assertThat(view.windowLabels()).isEqualTo(100);
    }

    @Test
    void findsPredictionsAgainAfterARestart() {
        List<Answer> answers = predict(50, 1);
        scoreLabels = scoring();

        label(answers, 1);

        assertThat(view().labels()).isEqualTo(50);
    }

    @Test
    void waitsForPredictionsThatComeAfterTheirLabels() {
        List<Answer> late = answers(20);
        label(late, 1);
        assertThat(view().waiting()).isEqualTo(20);

        scoreLabels.remember(List.of(record(late, 1)));

        assertThat(view().waiting()).isZero();
        assertThat(view().labels()).isEqualTo(20);
    }

    @Test
    void losesNoLabelOfAnOutageThatIsReadBeforeItsPrediction() {
        List<Answer> late = answers(5000);
        label(late, 1);
        assertThat(view().waiting()).isEqualTo(5000);

        for (int from = 0; from < late.size(); from += 500) {
            scoreLabels.remember(List.of(record(late.subList(from, from + 500), 1)));
        }

        assertThat(view().labels()).isEqualTo(5000);
        assertThat(view().unmatched()).isZero();
    }

    @Test
    void givesUpLabelsWhosePredictionsNeverComeAndCountsThem() {
        label(answers(20), 1);

        clock = Clock.fixed(NOW.plusSeconds(601), ZoneOffset.UTC);
        scoreLabels = scoring();
        label(predict(1, 1), 1);

        assertThat(view().waiting()).isZero();
        assertThat(view().unmatched()).isEqualTo(20);
        assertThat(view().labels()).isEqualTo(1);
    }

    @Test
    void countsALabelThatComesAgainOnce() {
        List<Answer> answers = predict(30, 1);
        List<ScoreLabels.Incoming> labels = incoming(answers, 1);
        scoreLabels.score(labels);
        scoreLabels.score(labels);
        label(answers, 1);

        assertThat(view().labels()).isEqualTo(30);
    }

    @Test
    void countsLabelsOfOtherVersionsAndOfNoClassApart() {
        List<Answer> old = predict(10, 1);
        serve(2);
        label(old, 1);
        List<Answer> now = predict(1, 2);
        scoreLabels.score(List.of(new ScoreLabels.Incoming(
                "default", "taxi", 0, labelOffset++, new Label(now.getFirst().predictionId(), "maybe", NOW))));

        assertThat(view().otherVersions()).isEqualTo(10);
        assertThat(view().unmatched()).isEqualTo(1);
        assertThat(view().labels()).isZero();
    }

    @Test
    void publishesOnceThatTheModelGotWorseAfterTwoWindows() {
        predictAndLabel(500, 0.9, 1);
        predictAndLabel(500, 0.6, 1);
        assertThat(aggregates.announced).isEmpty();

        predictAndLabel(1500, 0.6, 1);

        assertThat(view().worse()).isTrue();
        assertThat(view().windows()).extracting(ScoredWindow::worse).containsExactly(true, true, true, true, false);
        assertThat(aggregates.announced).hasSize(2);
        assertThat(aggregates.announced.getFirst().event()).isInstanceOfSatisfying(DriftDetected.class, drift -> {
            assertThat(drift.getKind()).isEqualTo(DriftKind.PERFORMANCE);
            assertThat(drift.getDetail()).startsWith("auc 0.").contains("2 windows of 500 labels in a row");
        });
        assertThat(aggregates.announced).extracting(Announcement::event).last().isInstanceOf(AlertRaised.class);
    }

    private ScoreLabels scoring() {
        return new ScoreLabels(aggregates, new PredictionLog(aggregates, System::nanoTime), clock);
    }

    private PerformanceView view() {
        return readPerformance.find("default", "taxi").orElseThrow();
    }

    private void predictAndLabel(int rows, double right, int version) {
        for (int left = rows; left > 0; left -= 50) {
            label(predict(Math.min(left, 50), version), right);
        }
    }

    private List<Answer> predict(int rows, int version) {
        List<Answer> answers = answers(rows);
        scoreLabels.remember(List.of(record(answers, version)));
        return answers;
    }

    private List<Answer> answers(int rows) {
        List<Answer> answers = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            double score = random.nextDouble();
            answers.add(new Answer(
                    "0-" + Long.toHexString(random.nextLong()), score > 0.5 ? "1" : "0", List.of(1 - score, score)));
        }
        return answers;
    }

    private Answers record(List<Answer> answers, int version) {
        return new Answers(0, logOffset++, "default", "taxi", version, version, CLASSES, answers);
    }

    private void label(List<Answer> answers, double right) {
        scoreLabels.score(incoming(answers, right));
    }

    private List<ScoreLabels.Incoming> incoming(List<Answer> answers, double right) {
        return answers.stream()
                .map(answer -> {
                    boolean agrees = random.nextDouble() < right;
                    String label = agrees == answer.prediction().equals("1") ? "1" : "0";
                    return new ScoreLabels.Incoming(
                            "default", "taxi", 0, labelOffset++, new Label(answer.predictionId(), label, NOW));
                })
                .toList();
    }

    private void serve(int generation) {
        var column = new Baseline.Column(
                "prediction",
                Baseline.Column.Kind.NUMBER,
                List.of(0.5),
                List.of(0.25, 0.75),
                List.of(),
                List.of(500L, 500L, 0L),
                0,
                0.5,
                0.3);
        String digest =
                Packages.with(artifacts, new Baseline(1000, List.of(column)), Map.of("auc", 0.88, "accuracy", 0.9));
        var envelope = new Envelope(
                "approval", "registry:models:default/taxi", generation, "default", "taxi", "c", null, 3, NOW);
        new BeginScoring(aggregates, artifacts)
                .begin(
                        new Received<>(new AlertRaised(), envelope, "taxi", "model.approved", 0, 0, NOW),
                        new BeginScoring.Champion("default", "taxi", "taxi", generation, generation, digest));
    }
}
