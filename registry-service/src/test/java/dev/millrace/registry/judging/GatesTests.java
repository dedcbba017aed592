package dev.millrace.registry.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pipelines.PipelineSpec.Gate;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.registry.judging.GateFinding.Result;
import dev.millrace.registry.judging.Judgement.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GatesTests {

    private static final Comparison FIRST = new Comparison.FirstModel();
    private static final Comparison SCORED = new Comparison.Scored(3, Map.of("auc", 0.8, "log-loss", 0.5), null);
    private static final Comparison ON_SOME_ROWS = new Comparison.Scored(3, Map.of("auc", 0.8), Map.of("auc", 0.75));

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("{metric: auc, min: 0.6}", FIRST, Result.PASSED, Verdict.BLESSED),
                Arguments.of("{metric: auc, min: 0.79}", FIRST, Result.PASSED, Verdict.BLESSED),
                Arguments.of("{metric: auc, min: 0.8}", FIRST, Result.FAILED, Verdict.NOT_BLESSED),
                Arguments.of("{metric: log-loss, max: 0.6}", FIRST, Result.PASSED, Verdict.BLESSED),
                Arguments.of("{metric: log-loss, max: 0.4}", FIRST, Result.FAILED, Verdict.NOT_BLESSED),
                Arguments.of("{metric: f1, min: 0.1}", FIRST, Result.METRIC_MISSING, Verdict.NOT_BLESSED),
                Arguments.of("{metric: recall, min: 0.1}", FIRST, Result.METRIC_INVALID, Verdict.NOT_BLESSED),
                Arguments.of("{metric: accuracy, min: 0.1}", FIRST, Result.METRIC_INVALID, Verdict.NOT_BLESSED),
                Arguments.of("{metric: pr-auc, min: 0.1}", FIRST, Result.METRIC_INVALID, Verdict.NOT_BLESSED),
                Arguments.of(
                        "{metric: accuracy, maxDropFromChampion: 0.1}",
                        SCORED,
                        Result.METRIC_INVALID,
                        Verdict.NOT_BLESSED),
                // On the rows that both were scored on, the candidate is worse by 0.05 and not better by 0.01.
                Arguments.of(
                        "{metric: auc, maxDropFromChampion: 0.01}", ON_SOME_ROWS, Result.FAILED, Verdict.NOT_BLESSED),
                Arguments.of("{metric: auc, maxDropFromChampion: 0.06}", ON_SOME_ROWS, Result.PASSED, Verdict.BLESSED),
                Arguments.of(
                        "{metric: auc, maxDropFromChampion: 0.1}",
                        new Comparison.Scored(3, Map.of("auc", 1.7), null),
                        Result.CHAMPION_NOT_SCORED,
                        Verdict.NOT_COMPARABLE),
                Arguments.of(
                        "{metric: auc, min: 0.6, slice: payment_type=Cash}", FIRST, Result.PASSED, Verdict.BLESSED),
                Arguments.of(
                        "{metric: auc, min: 0.75, slice: payment_type=Cash}",
                        FIRST,
                        Result.FAILED,
                        Verdict.NOT_BLESSED),
                Arguments.of(
                        "{metric: auc, min: 0.1, slice: payment_type=Gold}",
                        FIRST,
                        Result.SLICE_MISSING,
                        Verdict.NOT_BLESSED),
                Arguments.of(
                        "{metric: auc, maxDropFromChampion: 0}", FIRST, Result.SKIPPED_FIRST_MODEL, Verdict.BLESSED),
                Arguments.of("{metric: auc, maxDropFromChampion: 0.01}", SCORED, Result.PASSED, Verdict.BLESSED),
                Arguments.of("{metric: auc, maxDropFromChampion: 0.009}", SCORED, Result.FAILED, Verdict.NOT_BLESSED),
                Arguments.of("{metric: log-loss, maxDropFromChampion: 0}", SCORED, Result.PASSED, Verdict.BLESSED),
                Arguments.of(
                        "{metric: log-loss, maxDropFromChampion: -0.1}", SCORED, Result.FAILED, Verdict.NOT_BLESSED),
                Arguments.of(
                        "{metric: brier, maxDropFromChampion: 0}",
                        SCORED,
                        Result.CHAMPION_NOT_SCORED,
                        Verdict.NOT_COMPARABLE),
                Arguments.of(
                        "{metric: auc, maxDropFromChampion: 0.5}",
                        new Comparison.NotScored(3, "MODEL_CORRUPT"),
                        Result.CHAMPION_NOT_SCORED,
                        Verdict.NOT_COMPARABLE),
                Arguments.of(
                        "{metric: auc, maxDropFromChampion: 0.5}",
                        new Comparison.Stale(2, 3),
                        Result.COMPARISON_STALE,
                        Verdict.NOT_COMPARABLE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judgesOneGate(String gate, Comparison comparison, Result result, Verdict verdict) {
        Judgement judgement = gates(comparison).judge(specified("[" + gate + "]"), null);

        assertThat(judgement.gates()).extracting(GateFinding::result).containsExactly(result);
        assertThat(judgement.verdict()).isEqualTo(verdict);
    }

    @Test
    void countsTheGatesThatPassedInPlainEnglish() {
        var one = gates(FIRST).judge(specified("[{metric: auc, min: 0.6}]"), null);
        var two = gates(FIRST).judge(specified("[{metric: auc, min: 0.6}, {metric: log-loss, max: 0.6}]"), null);

        assertThat(one.summary()).isEqualTo("the only gate passed");
        assertThat(two.summary()).isEqualTo("all 2 gates passed");
    }

    @Test
    void keepsEveryFigureWhateverTheVerdict() {
        Judgement judgement = gates(SCORED)
                .judge(specified("[{metric: auc, min: 0.6}, {metric: auc, maxDropFromChampion: 0.01}]"), null);

        assertThat(judgement.rubberStamp()).isFalse();
        assertThat(judgement.championVersion()).isEqualTo(3);
        assertThat(judgement.gates())
                .containsExactly(
                        new GateFinding("auc", null, "min", 0.6, 0.79, null, Result.PASSED, ""),
                        new GateFinding(
                                "auc",
                                null,
                                "maxDropFromChampion",
                                0.01,
                                0.79,
                                0.8,
                                Result.PASSED,
                                "worse than version 3 by 0.010000"));
    }

    @Test
    void marksAFirstModelAsRubberStamped() {
        assertThat(gates(FIRST)
                        .judge(specified("[{metric: auc, min: 0.6}, {metric: auc, maxDropFromChampion: 0.01}]"), null)
                        .rubberStamp())
                .isTrue();
    }

    @Test
    void blessesNoUnsoundPackageHoweverGoodItsFigures() {
        Judgement judgement = gates(FIRST)
                .judge(
                        specified("[{metric: auc, min: 0.6}, {metric: auc, maxDropFromChampion: 0.01}]"),
                        "PACKAGE_MISSING: gone");

        assertThat(judgement.verdict()).isEqualTo(Verdict.NOT_BLESSED);
        assertThat(judgement.summary()).isEqualTo("PACKAGE_MISSING: gone");
    }

    @Test
    void prefersAFailedGateToAMissingComparison() {
        Judgement judgement = gates(new Comparison.NotScored(3, "gone"))
                .judge(specified("[{metric: auc, min: 0.9}, {metric: auc, maxDropFromChampion: 0}]"), null);

        assertThat(judgement.verdict()).isEqualTo(Verdict.NOT_BLESSED);
        assertThat(judgement.summary()).contains("auc 0.790000, min 0.9", "could not be scored");
    }

    private static List<Gate> specified(String gates) {
        return PipelineSpecs.parse("""
                apiVersion: millrace/v1
                kind: Pipeline
                name: taxi
                data: {dataset: trips, label: tip, slices: [payment_type]}
                train: {select: auc, candidates: [{trainer: logistic-regression}]}
                gates: %s
                """.formatted(gates), () -> 1).gates();
    }

    private static Gates gates(Comparison comparison) {
        return new Gates(
                Map.of(
                        "auc",
                        0.79,
                        "log-loss",
                        0.5,
                        "recall",
                        Double.NaN,
                        "brier",
                        0.1,
                        "accuracy",
                        1.7,
                        "pr-auc",
                        Double.POSITIVE_INFINITY),
                Map.of("payment_type=Cash", Map.of("auc", 0.7)),
                comparison);
    }
}
