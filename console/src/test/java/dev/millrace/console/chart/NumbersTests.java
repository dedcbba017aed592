package dev.millrace.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTests {

    @Test
    void writesCountsWithNarrowSpaces() {
        assertThat(Numbers.count(15_001)).isEqualTo("15\u202f001");
    }

    @Test
    void writesMetricsWithFourDecimalsUnlessTheyWouldSayNothing() {
        assertThat(Numbers.metric(0.95871)).isEqualTo("0.9587");
        assertThat(Numbers.metric(0.00001234)).isEqualTo("1.2e−05");
        assertThat(Numbers.metric(12_345.678)).isEqualTo("12\u202f345.7");
        assertThat(Numbers.metric(-0.5)).isEqualTo("−0.5000");
    }

    @Test
    void showsThatThereIsNoFigureAndNeverAZero() {
        assertThat(Numbers.metric(null)).isEqualTo("–");
        assertThat(Numbers.share(Double.NaN)).isEqualTo("–");
        assertThat(Numbers.difference(null)).isEqualTo("–");
        assertThat(Numbers.value(null)).isEqualTo("–");
    }

    @Test
    void writesDifferencesWithTheirSign() {
        assertThat(Numbers.difference(0.0036)).isEqualTo("+0.0036");
        assertThat(Numbers.difference(-0.0036)).isEqualTo("−0.0036");
        assertThat(Numbers.difference(0.0)).isEqualTo("±0.0000");
        assertThat(Numbers.more(312)).isEqualTo("+312");
        assertThat(Numbers.more(-15_001)).isEqualTo("−15\u202f001");
        assertThat(Numbers.more(0)).isEqualTo("±0");
        assertThat(Numbers.points(-0.1234)).isEqualTo("−12.3");
        assertThat(Numbers.points(0.0001)).isEqualTo("±0.0");
    }

    @Test
    void writesValuesOfColumnsAsShortAsTheyCanBe() {
        assertThat(Numbers.value(3.1)).isEqualTo("3.1");
        assertThat(Numbers.value(411.0)).isEqualTo("411");
        assertThat(Numbers.value(-87.65432)).isEqualTo("−87.65");
        assertThat(Numbers.value(0.0)).isEqualTo("0");
    }

    @Test
    void doesNotClaimThatAnImprobableResultIsImpossible() {
        assertThat(Numbers.p(1e-12)).isEqualTo("< 0.0001");
        assertThat(Numbers.p(0.0312)).isEqualTo("0.0312");
    }
}
