package dev.millrace.monitoring.drift.rule;

import static dev.millrace.monitoring.drift.rule.MadeUpBaselines.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.drift.rule.ColumnVerdict;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.FalseAlarms;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.models.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JudgeWindowTests {

    private static final Rule RULE = new Rule(500, 0.1, 0.1, List.of(), 2, AT_ONCE);
    private final Random random = new Random(7);
    private final Baseline twenty = MadeUpBaselines.normal(20, 1000, random);

    @Test
    void seesAShiftOfHalfADeviationInOneColumn() {
        WindowVerdict verdict = judge("x3", 0.5, RULE);

        assertThat(column(verdict, "x3").level()).isEqualTo(DriftLevel.DRIFT);
        assertThat(column(verdict, "x3").shift().effect()).isBetween(0.35, 0.7);
        assertThat(column(verdict, "x3").significance().adjustedP()).isLessThan(1e-6);
    }

    @Test
    void lacksImportanceInOneColumnOfTwentyUnlessItIsCritical() {
        assertThat(judge("x3", 0.5, RULE).level()).isEqualTo(DriftLevel.POSSIBLE);
        assertThat(judge("x3", 0.5, new Rule(500, 0.1, 0.1, List.of("x3"), 2, AT_ONCE))
                        .level())
                .isEqualTo(DriftLevel.DRIFT);
        assertThat(judge("x3", 0.5, new Rule(500, 0.1, 0.05, List.of(), 2, AT_ONCE))
                        .level())
                .isEqualTo(DriftLevel.DRIFT);
    }

    @Test
    void driftsWithThePredictionWhateverTheShare() {
        WindowVerdict verdict = judge("prediction", 0.5, RULE);

        assertThat(verdict.level()).isEqualTo(DriftLevel.DRIFT);
        assertThat(verdict.driftedShare()).isLessThan(0.1);
    }

    /** A column of the data may have the name under which the predictions are watched. */
    @Test
    void takesAColumnThatIsCalledPredictionForOneOfMany() {
        var names = Stream.concat(
                Stream.concat(Stream.of("prediction"), IntStream.range(0, 19).mapToObj(place -> "x" + place)),
                Stream.of("prediction"));
        var columns = names.map(name -> MadeUpBaselines.number(name, 0.05, MadeUpBaselines.values(1000, random)))
                .toList();
        var baseline = new Baseline(1000, columns);

        assertThat(moved(baseline, "prediction").level()).isEqualTo(DriftLevel.POSSIBLE);
        assertThat(moved(baseline, "prediction").driftedShare()).isGreaterThan(0);
        assertThat(moved(baseline, baseline.prediction()).level()).isEqualTo(DriftLevel.DRIFT);
        assertThat(moved(baseline, baseline.prediction()).driftedShare()).isZero();
    }

    private WindowVerdict moved(Baseline baseline, String column) {
        return JudgeWindow.judge(
                baseline, MadeUpBaselines.window(baseline, 500, random, column, value -> value + 0.5), RULE);
    }

    @Test
    void callsASureButSmallShiftNoDrift() {
        var many = new Random(3);
        Baseline large = MadeUpBaselines.normal(4, 50_000, many);

        WindowVerdict verdict = JudgeWindow.judge(
                large, MadeUpBaselines.window(large, 20_000, many, "x1", value -> value + 0.06), RULE);

        assertThat(column(verdict, "x1").significance().adjustedP()).isLessThan(1e-3);
        assertThat(column(verdict, "x1").level()).isEqualTo(DriftLevel.POSSIBLE);
        assertThat(verdict.level()).isEqualTo(DriftLevel.NONE);
    }

    @Test
    void alarmsRarelyWhenNothingMoved() {
        int alarms = 0;
        for (int run = 0; run < 100; run++) {
            alarms += judge("none", 0, RULE).level() == DriftLevel.DRIFT ? 1 : 0;
        }

        assertThat(alarms).isLessThanOrEqualTo(5);
    }

    @Test
    void seesANumberThatIsNotSentAnyMore() {
        var fare = MadeUpBaselines.number("fare", 1, MadeUpBaselines.values(1000, random));
        var prediction = MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(1000, random));
        var baseline = new Baseline(1000, List.of(fare, prediction));
        long[] same = MadeUpBaselines.window(baseline, 500, random, "none", value -> value)
                .get(1);
        long[] gone = new long[fare.counts().size()];
        gone[gone.length - 1] = 500;

        WindowVerdict verdict =
                JudgeWindow.judge(baseline, List.of(gone, same), new Rule(500, 0.1, 2, List.of("fare"), 2, AT_ONCE));

        assertThat(verdict.level()).isEqualTo(DriftLevel.DRIFT);
        assertThat(verdict.driftedShare()).isEqualTo(1);
        assertThat(verdict.columns())
                .filteredOn(ColumnVerdict::drifted)
                .singleElement()
                .satisfies(column -> {
                    assertThat(column.column()).isEqualTo("fare");
                    assertThat(column.isOfMissingValues()).isTrue();
                    assertThat(column.shift().effect()).isEqualTo(0.8323293702374951, within(1e-12));
                    assertThat(column.counts()).containsExactly(0L, 500L);
                });
    }

    /** Against very many rows of which none lacks the number, a window's share of what is expected to be missing is tiny. */
    @Test
    void seesThatAFifthIsMissingWhateverTheSizeOfTheBaseline() {
        var prediction = MadeUpBaselines.category("prediction", 0, List.of("yes"), List.of(1_000_000L, 0L, 0L));
        var present = MadeUpBaselines.category("fare", 1, List.of(), List.of(1_000_000L, 0L));
        var baseline = new Baseline(1_000_000, List.of(present, prediction));

        WindowVerdict verdict =
                JudgeWindow.judge(baseline, List.of(new long[] {400, 100}, new long[] {500, 0, 0}), RULE);

        assertThat(column(verdict, "fare").level()).isEqualTo(DriftLevel.DRIFT);
    }

    @Test
    void doesNotTestWhatIsMissingWhereNothingIs() {
        assertThat(judge("none", 0, RULE).columns()).hasSize(21);
    }

    @Test
    void comparesCategoriesWithTheirShares() {
        var payment = MadeUpBaselines.category("payment", 1, List.of("Cash", "Card"), List.of(4000L, 2900L, 10L, 49L));
        var prediction = MadeUpBaselines.number("prediction", 0, MadeUpBaselines.values(1000, random));
        var baseline = new Baseline(6959, List.of(payment, prediction));
        long[] same = MadeUpBaselines.window(baseline, 500, random, "none", value -> value)
                .get(1);

        WindowVerdict verdict = JudgeWindow.judge(baseline, List.of(new long[] {150, 345, 1, 4}, same), RULE);

        assertThat(column(verdict, "payment").shift().effectName()).isEqualTo("jensen-shannon");
        assertThat(verdict.level()).isEqualTo(DriftLevel.DRIFT);
        assertThat(verdict.driftedShare()).isEqualTo(1);
    }

    @Test
    void estimatesFalseAlarmsLikeThoseOfTheRuleItself() {
        assertThat(FalseAlarms.of(twenty, RULE, 1).windowShare()).isLessThan(0.05);
        assertThat(FalseAlarms.of(twenty, new Rule(500, 0.0, 0.0, List.of(), 1, AT_ONCE), 1)
                        .windowShare())
                .isBetween(0.01, 0.3);
    }

    @Test
    void aFewRequestsSayNothingAboutAWeek() {
        var expected = FalseAlarms.of(twenty, RULE, 1);
        var first = Instant.EPOCH;

        assertThat(expected.perWeek(RULE, 499, first, first.plusMillis(20))).isEmpty();
        assertThat(expected.perWeek(RULE, 500, first, first.plus(Duration.ofDays(7))))
                .hasValue(expected.episodeShare());
    }

    private WindowVerdict judge(String moved, double by, Rule rule) {
        return JudgeWindow.judge(twenty, MadeUpBaselines.window(twenty, 500, random, moved, value -> value + by), rule);
    }

    private static ColumnVerdict column(WindowVerdict verdict, String name) {
        return verdict.columns().stream()
                .filter(column -> column.column().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
