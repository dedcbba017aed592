package dev.millrace.monitoring.drift.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.drift.rule.ColumnVerdict;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.FalseAlarms;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.MovedTogether;
import dev.millrace.drift.rule.Rule;
import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import dev.millrace.models.ReconstructionError;
import dev.millrace.models.Together;
import dev.millrace.monitoring.drift.rule.MadeUpBaselines;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two columns with a correlation of 0.9 and one that depends on nothing. */
class TogetherWindowsTests {

    private static final List<String> NAMES = List.of("x0", "x1", "x2");
    private static final double RELATED = 0.9;

    private final Random random = new Random(5);

    @Test
    void columnsThatBecomeIndependentAreFoundThoughNoneDriftedByItself() {
        var bench = new CountingBench(baseline(5000, random), NAMES);
        count(bench, 500, RELATED, 0);
        assertThat(bench.view().level()).isEqualTo(DriftView.Status.NONE);

        count(bench, 1000, 0, 0);

        assertThat(bench.confirmed).singleElement().satisfies(drift -> {
            var verdict = drift.window().findings().verdict();
            assertThat(verdict.columns())
                    .filteredOn(ColumnVerdict::drifted)
                    .extracting(ColumnVerdict::column)
                    .containsExactly(Together.NAME);
            assertThat(verdict.driftedShare()).isZero();
            assertThat(MovedTogether.isIn(drift.baseline(), verdict.columns())).isTrue();
            assertThat(ReportedColumn.of(verdict, drift.baseline()).getFirst().fault())
                    .isNull();
        });
    }

    /** The distances grow, too; but the column explains it. */
    @Test
    void aColumnThatDriftedByItselfExplainsTheDistances() {
        var bench = new CountingBench(baseline(5000, random), NAMES);

        count(bench, 1000, RELATED, 2);

        assertThat(bench.confirmed).singleElement().satisfies(drift -> {
            var columns = drift.window().findings().verdict().columns();
            assertThat(columns)
                    .filteredOn(ColumnVerdict::drifted)
                    .extracting(ColumnVerdict::column)
                    .containsExactly("x0", Together.NAME);
            assertThat(MovedTogether.isIn(drift.baseline(), columns)).isFalse();
        });
    }

    @Test
    void twoPartitionsCountWhatOneCounts() {
        var baseline = baseline(5000, random);
        var one = new CountingBench(baseline, NAMES);
        var two = new CountingBench(baseline, NAMES);
        for (int record = 0; record < 10; record++) {
            var rows = rows(50, RELATED, 0);
            one.count(0, 1, rows);
            two.count(record % 2, 1, rows);
        }

        assertThat(two.view().windows()).hasSize(1).isEqualTo(one.view().windows());
        assertThat(two.view()
                        .windows()
                        .getFirst()
                        .findings()
                        .verdict()
                        .columns()
                        .getLast())
                .satisfies(last -> {
                    assertThat(last.column()).isEqualTo(Together.NAME);
                    assertThat(last.counts().stream().mapToLong(Long::longValue).sum())
                            .isEqualTo(500);
                });
    }

    /** A window is taken for one of the traffic that the baseline was drawn from. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void trafficThatDidNotMoveAlarmsNoMoreThanStated(long seed) {
        var drawn = new Random(seed);
        var baseline = baseline(5000, drawn);
        var rule = Rule.DEFAULT;

        long alarms = IntStream.range(0, 1000)
                .filter(window -> JudgeWindow.judge(baseline, window(baseline, drawn), rule)
                                .level()
                        == DriftLevel.DRIFT)
                .count();

        assertThat(alarms / 1000.0)
                .isLessThanOrEqualTo(FalseAlarms.of(baseline, rule, seed).to());
    }

    private void count(CountingBench bench, int rows, double related, double moved) {
        for (int record = 0; record < rows / 50; record++) {
            bench.count(0, 1, rows(50, related, moved));
        }
    }

    private List<List<Object>> rows(int rows, double related, double moved) {
        var all = new ArrayList<List<Object>>();
        for (int row = 0; row < rows; row++) {
            double[] values = row(related, random);
            all.add(List.of(values[0] + moved, values[1], values[2]));
        }
        return all;
    }

    private static double[] row(double related, Random random) {
        double first = random.nextGaussian();
        double own = Math.sqrt(1 - related * related) * random.nextGaussian();
        return new double[] {first, related * first + own, random.nextGaussian()};
    }

    private static List<long[]> window(Baseline baseline, Random random) {
        var together = Objects.requireNonNull(baseline.together());
        var error = new ReconstructionError(baseline.columns(), together.columns(), together.components());
        var binnings = baseline.watched().stream().map(Binning::of).toList();
        var counts = binnings.stream().map(each -> new long[each.bins()]).toList();
        for (int row = 0; row < 500; row++) {
            double[] values = row(RELATED, random);
            for (int column = 0; column < values.length; column++) {
                counts.get(column)[binnings.get(column).bin(values[column])]++;
            }
            counts.get(3)[binnings.get(3).bin(random.nextGaussian())]++;
            counts.get(4)[binnings.get(4).bin(error.of(new int[4], place -> values[place]))]++;
        }
        return counts;
    }

    /** Of the three components the first is what the related columns have in common, and the second the column that depends on nothing. */
    private static Baseline baseline(int rows, Random random) {
        double[][] values = new double[4][rows];
        for (int row = 0; row < rows; row++) {
            double[] drawn = row(RELATED, random);
            for (int column = 0; column < drawn.length; column++) {
                values[column][row] = drawn[column];
            }
            values[3][row] = random.nextGaussian();
        }
        var columns = List.of(
                MadeUpBaselines.number("x0", 0.4, values[0]),
                MadeUpBaselines.number("x1", 0.3, values[1]),
                MadeUpBaselines.number("x2", 0.3, values[2]),
                MadeUpBaselines.number("prediction", 0, values[3]));
        var scaled = columns.subList(0, 3).stream()
                .map(column -> new Together.Scaled(column.name(), column.mean(), column.deviation(), List.of()))
                .toList();
        double half = Math.sqrt(0.5);
        var components = List.of(List.of(half, half, 0.0), List.of(0.0, 0.0, 1.0));
        var error = new ReconstructionError(columns, scaled, components);
        double[] errors = IntStream.range(0, rows)
                .mapToDouble(row -> error.of(new int[4], place -> values[place][row]))
                .toArray();
        return new Baseline(
                rows, columns, new Together(scaled, components, MadeUpBaselines.number(Together.NAME, 0, errors)));
    }
}
