package dev.millrace.monitoring.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against SciPy's Mann-Whitney statistic and NumPy; the scores lie in the middle of their bins, so nothing is lost. */
class TallyTests {

    private static final double TOLERANCE = 1e-12;

    @Test
    void scoresTwoClasses() {
        Tally tally = Tally.EMPTY;
        for (int row = 0; row < 40; row++) {
            double score = row * 37 % 200 / 200.0 + 0.0025;
            String truth = row * 37 % 200 + row * 53 % 120 > 140 ? "1" : "0";
            var answer = new Answer("0-" + row, score > 0.5 ? "1" : "0", List.of(1 - score, score));
            tally = tally.plus(answer, List.of("0", "1"), truth);
        }

        Map<String, Double> metrics = tally.metrics(false);
        assertThat(metrics.get("auc")).isCloseTo(0.9335038363171355, within(TOLERANCE));
        assertThat(metrics.get("accuracy")).isCloseTo(0.75, within(TOLERANCE));
        assertThat(metrics.get("log-loss")).isCloseTo(0.387981803582664, within(TOLERANCE));
        assertThat(tally.standardError("auc", 0.9335038363171355)).isCloseTo(0.040036389733053866, within(TOLERANCE));
    }

    @Test
    void scoresNumbers() {
        Tally tally = Tally.EMPTY
                .plus(number(10), List.of(), "13")
                .plus(number(20), List.of(), "16")
                .plus(number(20), List.of(), "no number");

        assertThat(tally.metrics(true)).isEqualTo(Map.of("rmse", Math.sqrt(12.5), "mae", 3.5));
    }

    @Test
    void scoresManyClassesWithoutACurve() {
        var answer = new Answer("0-1", "b", List.of(0.2, 0.5, 0.3));

        Tally tally = Tally.EMPTY.plus(answer, List.of("a", "b", "c"), "c");

        assertThat(tally.metrics(false)).containsOnlyKeys("accuracy", "log-loss");
        assertThat(tally.metrics(false).get("log-loss")).isCloseTo(-Math.log(0.3), within(TOLERANCE));
    }

    private static Answer number(double value) {
        return new Answer("0-" + value, Double.toString(value), List.of(value));
    }
}
