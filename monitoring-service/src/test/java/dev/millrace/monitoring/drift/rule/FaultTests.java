package dev.millrace.monitoring.drift.rule;

import static dev.millrace.monitoring.drift.rule.MadeUpBaselines.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.drift.rule.ColumnVerdict;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.Fault;
import dev.millrace.drift.rule.JudgeWindow;
import dev.millrace.drift.rule.Rule;
import dev.millrace.models.Baseline;
import dev.millrace.models.Binning;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultTests {

    private static final Rule RULE = new Rule(500, 0.1, 0.1, List.of("x0", "payment"), 2, AT_ONCE);
    private static final int RUNS = 100;

    private final Random random = new Random(17);
    private final Baseline numbers = MadeUpBaselines.normal(3, 5000, random);

    /** How many of so many windows, in which x0 was changed, are named so. */
    private int named(Fault fault, DoubleUnaryOperator change) {
        int named = 0;
        for (int run = 0; run < RUNS; run++) {
            var window = MadeUpBaselines.window(numbers, 500, random, "x0", change);
            named += JudgeWindow.judge(numbers, window, RULE).columns().stream()
                            .filter(column -> column.column().equals("x0") && column.drifted())
                            .anyMatch(
                                    column -> Fault.of(column, numbers.columns().getFirst())
                                            .filter(fault::equals)
                                            .isPresent())
                    ? 1
                    : 0;
        }
        return named;
    }

    private boolean isShift(double by) {
        var window = MadeUpBaselines.window(numbers, 500, random, "x0", value -> value + by);
        return JudgeWindow.judge(numbers, window, RULE).columns().stream()
                .filter(ColumnVerdict::drifted)
                .allMatch(
                        column -> Fault.of(column, numbers.columns().getFirst()).isEmpty());
    }

    @Test
    void namesWhatIsMissingStuckOrOutOfRange() {
        assertThat(named(Fault.MISSING, value -> random.nextInt(3) == 0 ? Double.NaN : value))
                .isGreaterThanOrEqualTo(95);
        assertThat(named(Fault.STUCK, value -> 0.3)).isGreaterThanOrEqualTo(95);
        assertThat(named(Fault.OUT_OF_RANGE, value -> 1000 + value)).isGreaterThanOrEqualTo(95);
        assertThat(named(Fault.OUT_OF_RANGE, value -> -1000 + value)).isGreaterThanOrEqualTo(95);
        assertThat(named(Fault.OUT_OF_RANGE, value -> random.nextInt(4) == 0 ? -999 : value))
                .isGreaterThanOrEqualTo(95);
    }

    @Test
    void takesAShiftForNoFault() {
        assertThat(List.of(0.3, 0.5, 1.0, -0.5, 1.5)).allMatch(this::isShift);
    }

    @Test
    void namesAnotherUnit() {
        assertThat(inAnotherUnit(amount -> amount * 10)).isGreaterThanOrEqualTo(95);
        assertThat(inAnotherUnit(amount -> amount / 60)).isGreaterThanOrEqualTo(95);
        assertThat(inAnotherUnit(amount -> amount / 100)).isGreaterThanOrEqualTo(95);
        assertThat(inAnotherUnit(amount -> amount * 1000)).isGreaterThanOrEqualTo(95);
        assertThat(inAnotherUnit(celsius -> celsius * 1.8 + 32)).isGreaterThanOrEqualTo(95);
    }

    @Test
    void takesGrowthForNoOtherUnit() {
        for (double growth : new double[] {1.2, 1.3, 1.4, 2, 3, 5}) {
            assertThat(inAnotherUnit(amount -> amount * growth))
                    .as("growth by %s", growth)
                    .isLessThanOrEqualTo(5);
        }
        assertThat(inAnotherUnit(amount -> amount + 1)).isLessThanOrEqualTo(5);
    }

    /** How many of so many windows of amounts, each of which was changed, have a fault. */
    private int inAnotherUnit(DoubleUnaryOperator change) {
        var column = MadeUpBaselines.number("x0", 1, amounts(5000), 30);
        var baseline = new Baseline(5000, List.of(column));
        var bins = Binning.of(column);
        int named = 0;
        for (int run = 0; run < RUNS; run++) {
            var window = new long[bins.bins()];
            Arrays.stream(amounts(500)).map(change).forEach(value -> window[bins.bin(value)]++);
            named += JudgeWindow.judge(baseline, List.of(window), RULE).columns().stream()
                            .filter(ColumnVerdict::drifted)
                            .anyMatch(verdict -> Fault.of(verdict, column).isPresent())
                    ? 1
                    : 0;
        }
        return named;
    }

    private double[] amounts(int rows) {
        return Arrays.stream(MadeUpBaselines.values(rows, random))
                .map(value -> 10 * Math.exp(value))
                .toArray();
    }

    /** Where the values end at a bound, those that grow are beyond it. */
    @Test
    void takesAShiftOfBoundedValuesForNoFault() {
        var column = MadeUpBaselines.number("x0", 1, random.doubles(5000).toArray());
        var baseline = new Baseline(5000, List.of(column));
        var bins = Binning.of(column);
        var window = new long[bins.bins()];
        random.doubles(500).map(value -> value + 0.3).forEach(value -> window[bins.bin(value)]++);

        assertThat(fault(baseline, window)).isNull();
    }

    @Test
    void namesCategoriesThatWereNotThere() {
        var payment = MadeUpBaselines.category("payment", 1, List.of("Cash", "Card"), List.of(3000L, 1950L, 0L, 50L));
        var baseline = new Baseline(5000, List.of(payment));

        assertThat(fault(baseline, 240, 156, 100, 4)).isEqualTo(Fault.UNKNOWN_VALUES);
        assertThat(fault(baseline, 180, 118, 2, 200)).isEqualTo(Fault.MISSING);
        assertThat(fault(baseline, 0, 499, 0, 1)).isEqualTo(Fault.STUCK);
        assertThat(fault(baseline, 150, 340, 5, 5)).isNull();
    }

    @Test
    void takesRareValuesThatBecomeFrequentForAShift() {
        var known = new Baseline.Column(
                "payment",
                Baseline.Column.Kind.CATEGORY,
                List.of(),
                List.of(),
                List.of("Cash", "Card"),
                List.of(2900L, 1950L, 100L, 0L, 50L),
                1,
                0,
                0,
                List.of("Cheque", "Voucher"));
        var unknown = MadeUpBaselines.category("payment", 1, List.of("Cash", "Card"), List.of(2900L, 1950L, 100L, 50L));
        var dates = MadeUpBaselines.category("payment", 1, List.of(), List.of(3500L, 1500L));

        assertThat(fault(new Baseline(5000, List.of(known)), 240, 156, 99, 1, 4))
                .isNull();
        assertThat(fault(new Baseline(5000, List.of(known)), 240, 156, 10, 90, 4))
                .isEqualTo(Fault.UNKNOWN_VALUES);
        assertThat(fault(new Baseline(5000, List.of(unknown)), 240, 156, 100, 4))
                .isNull();
        assertThat(fault(new Baseline(5000, List.of(dates)), 500, 0)).isNull();
    }

    @Test
    void watchesAColumnWithOneValueForAnyOther() {
        var country = MadeUpBaselines.category("payment", 0, List.of("DE"), List.of(5000L, 0L, 0L));
        var baseline = new Baseline(5000, List.of(country));

        assertThat(JudgeWindow.judge(baseline, List.of(new long[] {0, 500, 0}), RULE)
                        .level())
                .isEqualTo(DriftLevel.DRIFT);
        assertThat(JudgeWindow.judge(baseline, List.of(new long[] {500, 0, 0}), RULE)
                        .level())
                .isEqualTo(DriftLevel.NONE);
        assertThat(fault(baseline, 0, 500, 0)).isEqualTo(Fault.UNKNOWN_VALUES);
    }

    private static @Nullable Fault fault(Baseline baseline, long... window) {
        var column =
                JudgeWindow.judge(baseline, List.of(window), RULE).columns().getFirst();
        assertThat(column.drifted()).isTrue();
        return Fault.of(column, baseline.columns().getFirst()).orElse(null);
    }
}
