package dev.millrace.monitoring.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.artifacts.Digest;
import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.Topics;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowTimes;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.models.Baseline;
import dev.millrace.models.Outputs;
import dev.millrace.monitoring.MemoryAggregates;
import dev.millrace.monitoring.MemoryArtifacts;
import dev.millrace.monitoring.Packages;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.WindowMeters;
import dev.millrace.monitoring.drift.rule.Rules;
import dev.millrace.monitoring.episode.MemoryEpisodes;
import dev.millrace.monitoring.episode.MemoryReplacements;
import dev.millrace.monitoring.episode.ModelEpisode;
import dev.millrace.monitoring.estimate.Estimations;
import dev.millrace.monitoring.estimate.TestAnswers;
import dev.millrace.monitoring.gather.GatherRule;
import dev.millrace.monitoring.gather.GatherRules;
import dev.millrace.monitoring.gather.MakeBatches;
import dev.millrace.monitoring.gather.MemoryBatchList;
import dev.millrace.monitoring.gather.MemoryGatheredRows;
import dev.millrace.monitoring.gather.ReadBatches;
import dev.millrace.pipelines.Task;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreLabelsTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final List<String> CLASSES = List.of("0", "1");
    private static final TestAnswers TEST_ROWS = testRows();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Random random = new Random(13);
    private final MemoryAggregates aggregates = new MemoryAggregates();
    private final MemoryPredictions predictions = new MemoryPredictions();
    private final MemoryWaitingLabels waiting = new MemoryWaitingLabels();
    private final List<ScoredWindow> worse = new ArrayList<>();
    private final MemoryReplacements replacements = new MemoryReplacements();
    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private final MemoryScoredModels models = new MemoryScoredModels();
    private final ReadPerformance readPerformance =
            new ReadPerformance(aggregates, waiting, (project, model) -> Optional.empty());
    private final GatherRules rules = new GatherRules(aggregates);
    private final Rules driftRules = new Rules(aggregates);
    private final MemoryGatheredRows gatheredRows = new MemoryGatheredRows();
    private final MemoryBatchList batches = new MemoryBatchList();
    private final MemoryEpisodes episodes = new MemoryEpisodes();
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private boolean predictionsAreRead = true;
    private ScoreLabels scoreLabels = scoring();
    private long labelOffset;
    private Instant appendedAt = NOW;
    private Instant observedAt = NOW;

    @BeforeEach
    void aModelThatIsRightNineTimesOfTenIsServed() {
        serve(1);
    }

    @Test
    void scoresLabelsAgainstTheirPredictions() {
        predictAndLabel(100, 0.9, 1);

        PerformanceView view = view();
        assertThat(view.measured().labels()).isEqualTo(100);
        assertThat(view.measured().metrics().get("accuracy")).isBetween(0.8, 1.0);
        assertThat(view.measured().metric()).isEqualTo("auc");
        assertThat(view.measured().windowLabels()).isEqualTo(100);
    }

    /** The estimate holds while the inputs mean what they meant, and cannot see that they mean something else. */
    @Test
    void theMeasuredScoreStandsBesideWhatWasEstimatedOfTheSamePredictions() {
        predictAndLabel(500, 0.9, 1);
        predictAndLabel(500, 0.6, 1);

        assertThat(view().windows()).hasSize(2);
        var meanwhile = view().windows().getFirst();
        var before = view().windows().getLast();
        assertThat(accuracy(before)).isCloseTo(before.metrics().get("accuracy"), within(0.04));
        assertThat(accuracy(before)).isCloseTo(0.9, within(0.02));
        assertThat(accuracy(meanwhile)).isCloseTo(0.9, within(0.02));
        assertThat(meanwhile.metrics().get("accuracy")).isCloseTo(0.6, within(0.06));
    }

    private static double accuracy(ScoredWindow window) {
        var estimated = Objects.requireNonNull(window.estimated());
        assertThat(estimated.rows()).isEqualTo(500);
        return Objects.requireNonNull(estimated.metrics().get("accuracy")).value();
    }

    @Test
    void findsPredictionsAgainAfterARestart() {
        List<Prediction> answers = predict(50, 1);
        scoreLabels = scoring();

        label(answers, 1);

        assertThat(view().measured().labels()).isEqualTo(50);
    }

    @Test
    @Timeout(30)
    void parksWhatTheStoreWillNeverTake() {
        aggregates.refuseAsTooLarge();

        assertThatThrownBy(() -> label(answers(1), 1))
                .isInstanceOfSatisfying(
                        ParkedException.class,
                        parked -> assertThat(parked.code()).isEqualTo("DOCUMENT_TOO_LARGE"));
    }

    @Test
    void waitsForPredictionsThatComeAfterTheirLabels() {
        List<Prediction> late = answers(20);
        label(late, 1);
        assertThat(view().arrivals().waiting()).isEqualTo(20);

        scoreLabels.remember(0, List.of(record(late, 1)));

        assertThat(view().arrivals().waiting()).isZero();
        assertThat(view().measured().labels()).isEqualTo(20);
    }

    @Test
    void losesNoLabelOfAnOutageThatIsReadBeforeItsPrediction() {
        List<Prediction> late = answers(5000);
        label(late, 1);
        assertThat(view().arrivals().waiting()).isEqualTo(5000);

        for (int from = 0; from < late.size(); from += 500) {
            scoreLabels.remember(0, List.of(record(late.subList(from, from + 500), 1)));
        }

        assertThat(view().measured().labels()).isEqualTo(5000);
        assertThat(view().arrivals().unmatched()).isZero();
    }

    @Test
    void givesUpLabelsWhosePredictionsNeverComeAndCountsThem() {
        label(answers(20), 1);

        clock = Clock.fixed(NOW.plusSeconds(601), ZoneOffset.UTC);
        scoreLabels = scoring();
        scoreLabels.sweep();
        label(predict(1, 1), 1);

        assertThat(view().arrivals().waiting()).isZero();
        assertThat(view().arrivals().unmatched()).isEqualTo(20);
        assertThat(view().measured().labels()).isEqualTo(1);
    }

    /** As after an outage that was longer than labels wait otherwise. */
    @Test
    void givesUpNoLabelWhilePredictionsAreStillToBeRead() {
        var early = answers(20);
        label(early, 1);
        predictionsAreRead = false;

        sweepAfter(Duration.ofMinutes(30));
        assertThat(view().arrivals().waiting()).isEqualTo(20);

        sweepAfter(Duration.ofMinutes(61));
        assertThat(view().arrivals().waiting()).isZero();
        assertThat(view().arrivals().unmatched()).isEqualTo(20);
    }

    private void sweepAfter(Duration waited) {
        clock = Clock.fixed(NOW.plus(waited), ZoneOffset.UTC);
        scoreLabels = scoring();
        scoreLabels.sweep();
    }

    @Test
    void triesAllThatWaitAndNotOnlyThoseThatHaveWaitedLongest() {
        label(answers(9_000), 1);
        var early = predict(20, 2);
        label(early, 1);
        assertThat(view().arrivals().waiting()).isEqualTo(9_020);

        serve(2);
        scoreLabels.sweep();
        scoreLabels.sweep();

        assertThat(view().arrivals().waiting()).isEqualTo(9_000);
        assertThat(view().measured().labels()).isEqualTo(20);
    }

    @Test
    void readsLabelsOfATopicThatWasMadeAnew() {
        label(predict(30, 1), 1);

        labelOffset = 0;
        appendedAt = NOW.plusSeconds(60);
        var first = incoming(predict(10, 1), 1);
        scoreLabels.score(0, first);
        scoreLabels.score(0, first);
        label(predict(10, 1), 1);

        assertThat(view().measured().labels()).isEqualTo(50);
    }

    @Test
    void countsALabelThatComesAgainOnce() {
        List<Prediction> answers = predict(30, 1);
        List<ScoreLabels.Arrived> labels = incoming(answers, 1);
        scoreLabels.score(0, labels);
        scoreLabels.score(0, labels);
        label(answers, 1);

        assertThat(view().measured().labels()).isEqualTo(30);
        assertThat(view().arrivals().repeated()).isEqualTo(30);
    }

    @Test
    void countsAFileOfLabelsOnceThoughManyCameSinceItWasSentFirst() {
        gather(1, 100_000, 1);
        var first = predict(100, 1);
        label(first, 1);
        for (int i = 0; i < 10; i++) {
            label(predict(500, 1), 1);
        }

        label(first, 1);
        label(first, 0);

        assertThat(view().measured().labels()).isEqualTo(5100);
        assertThat(view().measured().metrics()).containsEntry("accuracy", 1.0);
        assertThat(view().arrivals().repeated()).isEqualTo(100);
        assertThat(view().arrivals().corrected()).isEqualTo(100);
        assertThat(gathering().waiting()).isEqualTo(5100);
    }

    @Test
    void tellsRepeatedAndCorrectedLabelsOfTheSameRequestApart() {
        var answers = predict(3, 1);
        scoreLabels.score(
                0,
                List.of(
                        arrived(answers.get(0), "1"),
                        arrived(answers.get(0), "1.0"),
                        arrived(answers.get(1), "1"),
                        arrived(answers.get(1), "0"),
                        arrived(answers.get(2), "maybe"),
                        arrived(answers.get(2), "1")));

        assertThat(view().measured().labels()).isEqualTo(3);
        assertThat(view().arrivals().repeated()).isEqualTo(1);
        assertThat(view().arrivals().corrected()).isEqualTo(1);
        assertThat(view().arrivals().noClass()).isEqualTo(1);
    }

    @Test
    void countsLabelsThatComeAgainWhileTheFirstOnesWait() {
        var answers = answers(20);
        label(answers, 1);
        label(answers, 1);
        label(answers, 0);
        scoreLabels.remember(0, List.of(record(answers, 1)));

        assertThat(view().measured().labels()).isEqualTo(20);
        assertThat(view().measured().metrics()).containsEntry("accuracy", 1.0);
        assertThat(view().arrivals().early()).isEqualTo(20);
        assertThat(view().arrivals().repeated()).isEqualTo(20);
        assertThat(view().arrivals().corrected()).isEqualTo(20);
    }

    /** As when a replica dies after it has kept the labels that wait and before it has counted their records as read. */
    @Test
    void takesALabelThatIsReadAgainForTheOneThatWaits() {
        var answers = answers(20);
        var labels = incoming(answers, 1);
        waiting.add(labels.stream()
                .map(each -> new WaitingLabels.Waiting("default/taxi", 0, each.offset(), each.label(), NOW))
                .toList());
        scoreLabels.score(0, labels);
        scoreLabels.remember(0, List.of(record(answers, 1)));

        assertThat(view().measured().labels()).isEqualTo(20);
        assertThat(view().arrivals().repeated()).isZero();
        assertThat(view().arrivals().waiting()).isZero();
    }

    /** As when a replica dies as above, and the predictions come before the records are read again. */
    @Test
    void knowsALabelThatWasCountedBeforeItsRecordCountedAsRead() {
        var answers = answers(20);
        var labels = incoming(answers, 1);
        waiting.add(labels.stream()
                .map(each -> new WaitingLabels.Waiting("default/taxi", 0, each.offset(), each.label(), NOW))
                .toList());
        scoreLabels.remember(0, List.of(record(answers, 1)));
        scoreLabels.score(0, labels);
        label(predict(10, 1), 1);
        scoreLabels.score(0, labels);

        assertThat(view().measured().labels()).isEqualTo(30);
        assertThat(view().arrivals().repeated()).isZero();
        assertThat(view().arrivals().early()).isEqualTo(20);
    }

    /** As when a replica dies after it has counted labels that waited, and before it has noted that anywhere else. */
    @Test
    void knowsWhatItCountedBeforeItDied() {
        var answers = answers(20);
        var early = incoming(answers, 1);
        scoreLabels.score(0, early);
        var left = waiting.about(
                "default/taxi",
                0,
                answers.stream().map(Prediction::predictionId).toList());
        scoreLabels.remember(0, List.of(record(answers, 1)));
        waiting.add(left);

        scoreLabels = scoring();
        scoreLabels.sweep();
        label(predict(10, 1), 1);
        waiting.add(left);
        scoreLabels.sweep();

        assertThat(view().measured().labels()).isEqualTo(30);
        assertThat(view().arrivals().waiting()).isZero();
    }

    @Test
    void countsLabelsThatWereGivenUpOnceThoughItDiedBehindThat() {
        var answers = answers(20);
        label(answers, 1);
        var left = waiting.about(
                "default/taxi",
                0,
                answers.stream().map(Prediction::predictionId).toList());
        clock = Clock.fixed(NOW.plusSeconds(601), ZoneOffset.UTC);
        scoreLabels = scoring();
        scoreLabels.sweep();
        waiting.add(left);

        scoreLabels = scoring();
        scoreLabels.sweep();

        assertThat(view().arrivals().unmatched()).isEqualTo(20);
        assertThat(view().arrivals().waiting()).isZero();
    }

    @Test
    void countsLabelsForTheVersionThatAnsweredThoughItServesNoLonger() {
        var late = predict(300, 1);
        predictAndLabel(600, 1, 1);
        serve(2);
        label(predict(50, 2), 1);
        label(late, 0);
        serve(3);
        label(predict(10, 3), 1);

        assertThat(view().measured().labels()).isEqualTo(10);
        assertThat(view().replaced())
                .extracting(PerformanceView.ReplacedVersion::version, PerformanceView.ReplacedVersion::labels)
                .containsExactly(tuple(2, 50L), tuple(1, 900L));
        assertThat(view().replaced().getLast().metrics().get("accuracy")).isCloseTo(2.0 / 3, within(1e-9));
    }

    /** One of a hundred is positive, so that 500 labels have five. */
    @Test
    void waitsForLabelsOfTheRarerClassBeforeItJudges() {
        rareLabels(500);

        assertThat(view().windows()).isEmpty();
        assertThat(view().measured().windowLabels()).isEqualTo(500);
        assertThat(view().measured().windowMissing()).isEqualTo(5);
        assertThat(view().measured().labels()).isEqualTo(500);

        rareLabels(500);

        assertThat(view().windows())
                .singleElement()
                .satisfies(window -> assertThat(window.labels()).isEqualTo(1000));
        assertThat(view().measured().windowMissing()).isEqualTo(10);
        assertThat(view().measured().labels()).isEqualTo(1000);
    }

    private void rareLabels(int rows) {
        var answers = predict(rows, 1);
        var labels = new ArrayList<ScoreLabels.Arrived>();
        for (int row = 0; row < rows; row++) {
            labels.add(arrived(answers.get(row), row % 100 == 0 ? "1" : "0"));
        }
        scoreLabels.score(0, labels);
    }

    @Test
    void tellsHowLongLabelsTookAndTheirShare() {
        var answers = predict(10, 1);
        var labels = answers.stream()
                .map(answer -> new ScoreLabels.Arrived(
                        "default",
                        "taxi",
                        labelOffset++,
                        appendedAt,
                        new Label(answer.predictionId(), "1", NOW.plus(Duration.ofHours(1)))))
                .toList();
        scoreLabels.score(0, labels);

        assertThat(view().arrivals().medianDelay()).isBetween(Duration.ofHours(1), Duration.ofHours(2));
        assertThat(view().arrivals().coverage()).isNull();
    }

    /** As when a replica dies after it has kept predictions and before it has looked for their labels. */
    @Test
    void countsTheLabelThatCameFirstThoughItsPredictionIsKeptBeforeTheSecondComes() {
        var answers = answers(20);
        label(answers, 1);
        predictions.add(0, List.of(record(answers, 1)));
        label(answers, 0);

        assertThat(view().arrivals().waiting()).isZero();
        assertThat(view().measured().labels()).isEqualTo(20);
        assertThat(view().measured().metrics()).containsEntry("accuracy", 1.0);
    }

    @Test
    void countsLabelsOfOtherVersionsAndOfNoClassApart() {
        List<Prediction> old = predict(10, 1);
        serve(2);
        label(old, 1);
        List<Prediction> now = predict(1, 2);
        scoreLabels.score(
                0,
                List.of(new ScoreLabels.Arrived(
                        "default",
                        "taxi",
                        labelOffset++,
                        appendedAt,
                        new Label(now.getFirst().predictionId(), "maybe", NOW))));

        assertThat(view().arrivals().otherVersions()).isEqualTo(10);
        assertThat(view().arrivals().noClass()).isEqualTo(1);
        assertThat(view().measured().labels()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"Yes, No", "yes, no", "true, false", "True, FALSE", "1, 0", "1.0, ' 0 '"})
    void takesEachWordForATruthValueForTheClassThatSaysIt(String yes, String no) {
        gather(1, 20, 1);
        var answers = answers(40).stream()
                .map(answer -> new Prediction(
                        answer.predictionId(),
                        answer.predicted().equals("1") ? "Yes" : "No",
                        answer.scores(),
                        answer.asked()))
                .toList();
        scoreLabels.remember(0, List.of(record(answers, List.of("No", "Yes"), 1)));
        scoreLabels.score(
                0,
                answers.stream()
                        .map(answer -> arrived(answer, answer.predicted().equals("Yes") ? yes : no))
                        .toList());

        assertThat(view().measured().labels()).isEqualTo(40);
        assertThat(view().arrivals().unmatched()).isZero();
        assertThat(view().measured().metrics()).containsEntry("accuracy", 1.0);
        assertThat(gathering().batched()).isEqualTo(40);
        var batch = batches.newest("default/taxi", 1).getFirst();
        assertThat(new String(artifacts.read(new Digest(batch.artifact()), Integer.MAX_VALUE), StandardCharsets.UTF_8)
                        .lines())
                .allMatch(line -> line.contains("\"big_tip\":\"Yes\"") || line.contains("\"big_tip\":\"No\""));
    }

    @ParameterizedTest
    @CsvSource({"Yes, true", "no, false", "True, true", "maybe,"})
    void knowsALabelOfAServedVersionByEachWordForIt(String written, String known) {
        var approved = new Approved("default", "churn", "churn", 1, 1, ServingRole.CHAMPION);
        var plain = new ServedVersion(approved, "approval", List.of("false", "true"), Map.of(), 0, null);
        var worded = new ServedVersion(approved, "approval", List.of("No", "Yes"), Map.of(), 0, null);

        assertThat(plain.known(written)).isEqualTo(Optional.ofNullable(known));
        assertThat(worded.known(written))
                .isEqualTo(Optional.ofNullable(known).map(truth -> truth.equals("true") ? "Yes" : "No"));
    }

    @Test
    void countsLabelsForPredictionsOfAnotherModelAsUnmatched() {
        var others = answers(10);
        scoreLabels.remember(
                0,
                List.of(new LoggedPredictions(
                        new LoggedPredictions.Model("default", "bikes", 1, 1, ServingRole.CHAMPION),
                        "bikes",
                        NOW,
                        CLASSES,
                        List.of("fare", "tips"),
                        others)));

        label(others, 1);

        assertThat(view().measured().labels()).isZero();
        assertThat(view().arrivals().unmatched()).isEqualTo(10);
    }

    @Test
    void publishesOnceThatTheModelGotWorse() {
        predictAndLabel(500, 0.9, 1);
        assertThat(worse).isEmpty();

        predictAndLabel(1500, 0.6, 1);

        assertThat(view().measured().worse()).isTrue();
        assertThat(view().windows())
                .extracting(window -> window.comparison().worse())
                .containsExactly(true, true, true, false);
        assertThat(worse).singleElement().satisfies(window -> {
            assertThat(window.comparison().metric()).isEqualTo("auc");
            assertThat(window.labels()).isEqualTo(500);
        });
    }

    @Test
    void aDropEndsWithTheVersionThatItIsAbout() {
        predictAndLabel(1000, 0.6, 1);

        serve(2);
        serve(2);
        serve(3);

        assertThat(worse).hasSize(1);
        assertThat(replacements.ended()).singleElement().satisfies(ended -> {
            assertThat(ended.by()).isEqualTo(2);
            assertThat(ended.episode().kind()).isEqualTo(ModelEpisode.Kind.PERFORMANCE);
            assertThat(ended.episode().version()).isEqualTo(1);
            assertThat(ended.lineage().cascadeId()).isEqualTo("worse-1-1-approval");
        });
    }

    @Test
    void tellsAgainWhatLastsAsOftenAsThePipelineSays() {
        var hourly = new WindowTimes(Duration.ZERO, Duration.ofDays(1), Duration.ofHours(1));
        driftRules.remember(defined(1), "taxi", 1, new Rule(500, 0.1, 0.1, List.of(), 2, hourly));

        for (int half = 0; half < 5; half++) {
            observedAt = NOW.plus(Duration.ofMinutes(30L * half));
            predictAndLabel(500, 0.6, 1);
        }

        assertThat(worse).extracting(ScoredWindow::number).containsExactly(1L, 3L, 5L);
    }

    /** 0.86 of 500 rows is no surprise of a model that was right in 0.9 of its test rows; window after window it is. */
    @Test
    void sumsUpTheEvidenceOfWindowsThatAreEachALittleWorse() {
        serve(2, Map.of("accuracy", 0.9));

        predictAndLabel(500, 0.855, 2);
        assertThat(view().measured().worse()).isFalse();
        predictAndLabel(4500, 0.855, 2);

        assertThat(view().measured().worse()).isTrue();
    }

    @Test
    void comparesByTheMetricThatIsKnownOfTheTestRows() {
        serve(2, Map.of("accuracy", 0.9));

        predictAndLabel(1000, 0.6, 2);

        assertThat(view().measured().metric()).isEqualTo("accuracy");
        assertThat(view().windows())
                .extracting(window -> window.comparison().worse())
                .containsExactly(true, true);
    }

    @Test
    void countsLabelsOfAVersionOfWhichNothingIsKnown() {
        serve(2, Map.of());

        predictAndLabel(1000, 0.6, 2);

        assertThat(view().measured().metrics()).containsKey("accuracy");
        assertThat(view().windows()).hasSize(2).allSatisfy(window -> {
            assertThat(window.comparison().expected()).isNull();
            assertThat(window.comparison().worse()).isFalse();
        });
    }

    @Test
    void keepsLabelsOfAVersionWhoseApprovalWasNotReadYet() {
        var early = predict(20, 2);
        label(early, 1);
        assertThat(view().arrivals().waiting()).isEqualTo(20);

        serve(2);
        scoreLabels.sweep();

        assertThat(view().arrivals().waiting()).isZero();
        assertThat(view().measured().labels()).isEqualTo(20);
    }

    @Test
    void fillsWindowsToTheLabelFromAllPartitions() {
        for (int partition = 0; partition < 3; partition++) {
            var answers = answers(190);
            scoreLabels.remember(partition, List.of(record(answers, 1)));
            scoreLabels.score(partition, incoming(answers, 1));
        }

        assertThat(view().windows())
                .singleElement()
                .satisfies(window -> assertThat(window.labels()).isEqualTo(500));
        assertThat(view().measured().windowLabels()).isEqualTo(70);
        assertThat(view().measured().labels()).isEqualTo(570);
    }

    @Test
    void makesBatchesOfLabelledRowsWithoutExcludedColumns() {
        gather(1, 20, 1);
        var answers = predict(45, 1);

        label(answers, 1);
        label(answers, 1);

        assertThat(gathering().waiting()).isZero();
        assertThat(gathering().batched()).isEqualTo(45);
        assertThat(batches.newest("default/taxi", 9)).singleElement().satisfies(batch -> {
            assertThat(batch.dataset()).isEqualTo("taxi-feedback");
            assertThat(batch.rows()).isEqualTo(45);
            var lines = new String(
                            artifacts.read(new Digest(batch.artifact()), Integer.MAX_VALUE), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).hasSize(45).doesNotHaveDuplicates();
            assertThat(lines.getFirst())
                    .contains("\"fare\":", "\"big_tip\":\"", "\"millrace.version\":1", "\"millrace.prediction\":\"0-")
                    .doesNotContain("tips", "secret");
        });
    }

    @Test
    void gathersLabelledRowsOfAVersionThatServesNoLonger() {
        gather(1, 20, 1);
        var answers = predict(30, 1);
        serve(2);

        label(answers, 1);

        assertThat(gathering().batched()).isEqualTo(30);
        assertThat(view().arrivals().otherVersions()).isEqualTo(30);
    }

    @Test
    void waitsForMoreRowsAndThenNoLonger() {
        gather(1, 100, 1);
        label(predict(30, 1), 1);
        assertThat(gathering().waiting()).isEqualTo(30);

        clock = Clock.fixed(NOW.plus(Duration.ofHours(7)), ZoneOffset.UTC);
        scoreLabels = scoring();
        label(predict(1, 1), 1);

        assertThat(gathering().batched()).isEqualTo(31);
        assertThat(gathering().waiting()).isZero();
    }

    @Test
    void countsLabelledRowsThatAreNotKept() {
        var early = predict(10, 1);
        gather(1, 1000, 0.25);
        label(early, 1);
        label(predict(400, 1), 1);

        var leftOut = gathering().leftOut();
        assertThat(leftOut.withoutInputs()).isEqualTo(10);
        assertThat(leftOut.sampledAway()).isBetween(260L, 340L);
        assertThat(gathering().waiting() + leftOut.sampledAway()).isEqualTo(400);
    }

    @Test
    void dropsRowsOfAPipelineThatGathersNoLonger() {
        gather(1, 100, 1);
        label(predict(30, 1), 1);

        rules.remember(defined(2), "taxi", 2, null);
        label(predict(10, 1), 1);

        assertThat(gathering().dropped()).isEqualTo(30);
        assertThat(gathering().batches()).isZero();
    }

    /** After batches were made. */
    private GatheringView gathering() {
        new MakeBatches(
                        aggregates,
                        rules,
                        gatheredRows,
                        batches,
                        (batch, bytes) -> Announcement.of(Topics.ALERT_RAISED, new AlertRaised()),
                        artifacts,
                        clock)
                .sweep();
        return new ReadGathering(aggregates, rules, new ReadBatches(aggregates, batches))
                .find("default", "taxi")
                .orElseThrow();
    }

    private void gather(int version, long rows, double share) {
        var rule = new GatherRule("taxi-feedback", rows, Duration.ofHours(6), share, "big_tip", Set.of("tips"));
        rules.remember(defined(version), "taxi", version, rule);
    }

    private static Received<AlertRaised> defined(int version) {
        var envelope = new Envelope(
                "defined" + version, "registry:pipelines:default/taxi", version, "default", "taxi", "c", null, 0, NOW);
        return new Received<>(new AlertRaised(), envelope, "taxi", "pipeline.defined", 0, 0, NOW);
    }

    private ScoreLabels scoring() {
        return new ScoreLabels(
                aggregates,
                predictions,
                waiting,
                new CloseLabelWindows(
                        aggregates,
                        models,
                        episodes,
                        (score, window, news) -> {
                            worse.add(window);
                            return List.of();
                        },
                        new Estimations(artifacts, manifest -> TEST_ROWS, clock),
                        driftRules,
                        new WindowMeters(meters)),
                new GatherLabelled(rules, gatheredRows, clock),
                () -> predictionsAreRead,
                clock);
    }

    private PerformanceView view() {
        return readPerformance.find("default", "taxi").orElseThrow();
    }

    /** Nine of ten are what was predicted, as with the labels. */
    private static TestAnswers testRows() {
        var random = new Random(17);
        var truths = new double[2000];
        var scores = new float[4000];
        for (int row = 0; row < truths.length; row++) {
            scores[2 * row + 1] = random.nextFloat();
            scores[2 * row] = 1 - scores[2 * row + 1];
            boolean agrees = random.nextDouble() < 0.9;
            truths[row] = agrees == scores[2 * row + 1] >= 0.5 ? 1 : 0;
        }
        return new TestAnswers(new Outputs(Task.BINARY, CLASSES, 0.5), truths, scores);
    }

    private void predictAndLabel(int rows, double right, int version) {
        for (int left = rows; left > 0; left -= 50) {
            label(predict(Math.min(left, 50), version), right);
        }
    }

    private List<Prediction> predict(int rows, int version) {
        List<Prediction> answers = answers(rows);
        scoreLabels.remember(0, List.of(record(answers, version)));
        return answers;
    }

    private List<Prediction> answers(int rows) {
        List<Prediction> answers = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            double score = random.nextDouble();
            answers.add(new Prediction(
                    "0-" + Long.toHexString(random.nextLong()),
                    score > 0.5 ? "1" : "0",
                    List.of(1 - score, score),
                    new Prediction.Asked(NOW, List.of(score, "secret"))));
        }
        return answers;
    }

    private static LoggedPredictions record(List<Prediction> rows, int version) {
        return record(rows, CLASSES, version);
    }

    private static LoggedPredictions record(List<Prediction> rows, List<String> classes, int version) {
        return new LoggedPredictions(
                new LoggedPredictions.Model("default", "taxi", version, version, ServingRole.CHAMPION),
                "taxi",
                NOW,
                classes,
                List.of("fare", "tips"),
                rows);
    }

    private void label(List<Prediction> answers, double right) {
        scoreLabels.score(0, incoming(answers, right));
    }

    private List<ScoreLabels.Arrived> incoming(List<Prediction> answers, double right) {
        return answers.stream()
                .map(answer -> {
                    boolean agrees = random.nextDouble() < right;
                    String label = agrees == answer.predicted().equals("1") ? "1" : "0";
                    return arrived(answer, label);
                })
                .toList();
    }

    private ScoreLabels.Arrived arrived(Prediction answer, String label) {
        return new ScoreLabels.Arrived(
                "default", "taxi", labelOffset++, appendedAt, new Label(answer.predictionId(), label, observedAt));
    }

    private void serve(int generation) {
        serve(generation, Map.of("auc", 0.88, "accuracy", 0.9));
    }

    private void serve(int generation, Map<String, Double> test) {
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
        String digest = Packages.with(artifacts, new Baseline(1000, List.of(column)), test);
        var envelope = new Envelope(
                "approval", "registry:models:default/taxi", generation, "default", "taxi", "c", null, 3, NOW);
        new BeginScoring(aggregates, models, artifacts, replacements)
                .begin(
                        new Received<>(new AlertRaised(), envelope, "taxi", "model.approved", 0, 0, NOW),
                        new Approved("default", "taxi", "taxi", generation, generation, ServingRole.CHAMPION),
                        digest);
    }
}
