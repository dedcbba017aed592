package dev.millrace.monitoring.drift.rule;

import static dev.millrace.monitoring.drift.rule.MadeUpBaselines.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.drift.rule.ColumnVerdict;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.FalseAlarms;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.PooledWindows;
import dev.millrace.drift.rule.Rule;
import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ten columns of evenly spaced numbers, so that what a window shows is no matter of chance. */
class PooledWindowsTests {

    private static final Rule RULE = inARow(2);

    private static final Baseline BASELINE = new Baseline(
            1000,
            Stream.concat(IntStream.range(0, 9).mapToObj(place -> "x" + place), Stream.of(Baseline.PREDICTION))
                    .map(name -> MadeUpBaselines.number(name, 1, spaced(1000, 0)))
                    .toList());

    private static Rule inARow(int windows) {
        return new Rule(500, 0.1, 0.1, List.of("x0"), windows, AT_ONCE);
    }

    /** From 0 to 1, plus something. */
    private static double[] spaced(int rows, double moved) {
        return IntStream.range(0, rows)
                .mapToDouble(row -> (row + 0.5) / rows + moved)
                .toArray();
    }

    /** Of 500 rows, with the first column moved. */
    private static List<long[]> window(double moved) {
        return BASELINE.columns().stream()
                .map(column -> {
                    var bins = Binning.of(column);
                    long[] counts = new long[bins.bins()];
                    for (double value : spaced(500, column.name().equals("x0") ? moved : 0)) {
                        counts[bins.bin(value)]++;
                    }
                    return counts;
                })
                .toList();
    }

    private static ColumnVerdict first(double... moved) {
        var windows = IntStream.range(0, moved.length)
                .mapToObj(each -> window(moved[each]))
                .toList();
        return PooledWindows.judge(BASELINE, windows, RULE).columns().getFirst();
    }

    @Test
    void findWhatEachOfThemIsTooSmallToTell() {
        assertThat(JudgeWindow.judge(BASELINE, window(0.093), RULE).level()).isEqualTo(DriftLevel.NONE);
        assertThat(PooledWindows.judge(BASELINE, List.of(window(0.093), window(0.093)), RULE)
                        .level())
                .isEqualTo(DriftLevel.DRIFT);
    }

    @Test
    void doNotTakeWhatOneOfThemShowsForAChangeOfAll() {
        assertThat(JudgeWindow.judge(BASELINE, window(0.5), RULE).level()).isEqualTo(DriftLevel.DRIFT);
        assertThat(first(0, 0.5).significance().adjustedP()).isLessThan(0.001);
        assertThat(first(0, 0.5).level()).isEqualTo(DriftLevel.NONE);
        assertThat(first(0.5, 0).level()).isEqualTo(DriftLevel.NONE);
    }

    @Test
    void areNotJudgedWhereOneIsEnoughOrManyHaveToAgree() {
        assertThat(IntStream.of(1, 2, 3, 4, 5, 100).map(windows -> PooledWindows.count(inARow(windows))))
                .containsExactly(1, 2, 3, 4, 1, 1);
    }

    @Test
    void addToTheFalseAlarmsThatAreStated() {
        var baseline = MadeUpBaselines.normal(20, 1000, new SplittableRandom(1));
        var anyEffect = new Rule(500, 0, 0, List.of(), 2, AT_ONCE);

        var stated = FalseAlarms.of(baseline, anyEffect, 1);
        var ofFive = FalseAlarms.of(baseline, new Rule(500, 0, 0, List.of(), 5, AT_ONCE), 1);

        assertThat(stated.pooledShare()).isBetween(0.001, 0.05);
        assertThat(stated.episodeShare()).isGreaterThan(stated.pooledShare());
        assertThat(ofFive.windowShare()).isCloseTo(stated.windowShare(), within(0.02));
        assertThat(ofFive.pooledShare()).isZero();
    }
}
