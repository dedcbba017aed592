package dev.millrace.monitoring.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against SciPy's Mann-Whitney statistic and NumPy; the scores lie in the middle of their bins, so nothing is lost. */
class MetricSumsTests {

    private static final double TOLERANCE = 1e-12;

    @Test
    void scoresTwoClasses() {
        var sums = MetricSums.EMPTY;
        for (int row = 0; row < 40; row++) {
            double score = row * 37 % 200 / 200.0 + 0.0025;
            String truth = row * 37 % 200 + row * 53 % 120 > 140 ? "1" : "0";
            sums = sums.plus(new ScoredLabel(
                    Instant.EPOCH, truth, score > 0.5 ? "1" : "0", List.of(1 - score, score), List.of("0", "1")));
        }

        Map<String, Double> metrics = sums.metrics(false);
        assertThat(metrics.get("auc")).isCloseTo(0.9335038363171355, within(TOLERANCE));
        assertThat(metrics.get("accuracy")).isCloseTo(0.75, within(TOLERANCE));
        assertThat(metrics.get("log-loss")).isCloseTo(0.387981803582664, within(TOLERANCE));
        assertThat(sums.standardError("auc", 0.9335038363171355)).isCloseTo(0.040036389733053866, within(TOLERANCE));
    }

    @Test
    void scoresNumbers() {
        var sums = MetricSums.EMPTY.plus(number(10, "13")).plus(number(20, "16"));

        assertThat(sums.metrics(true)).isEqualTo(Map.of("rmse", Math.sqrt(12.5), "mae", 3.5));
        assertThat(MetricSums.counts(number(20, "no number"))).isFalse();
    }

    @Test
    void addsUpToTheSameInParts() {
        var one = MetricSums.EMPTY.plus(number(10, "13"));
        var other = MetricSums.EMPTY.plus(number(20, "16"));

        assertThat(one.plus(other)).isEqualTo(one.plus(number(20, "16")));
        assertThat(MetricSums.EMPTY.plus(one)).isEqualTo(one);
    }

    @Test
    void scoresManyClassesWithoutACurve() {
        var label = new ScoredLabel(Instant.EPOCH, "c", "b", List.of(0.2, 0.5, 0.3), List.of("a", "b", "c"));

        var sums = MetricSums.EMPTY.plus(label);

        assertThat(sums.metrics(false)).containsOnlyKeys("accuracy", "log-loss");
        assertThat(sums.metrics(false).get("log-loss")).isCloseTo(-Math.log(0.3), within(TOLERANCE));
    }

    private static ScoredLabel number(double predicted, String label) {
        return new ScoredLabel(Instant.EPOCH, label, Double.toString(predicted), List.of(predicted), List.of());
    }
}
