package dev.millrace.monitoring.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Against scikit-learn 1.9 and SciPy 1.17. */
class MetricSumsTests {

    private static final double TOLERANCE = 1e-9;

    @Test
    void scoresTwoClasses() {
        var sums = MetricSums.EMPTY.plus(scored(40, row -> row * 37 % 200 / 200.0 + 0.0025, MetricSumsTests::mixed));

        Map<String, Double> metrics = sums.metrics(false);
        assertThat(metrics.get("auc")).isCloseTo(0.9335038363171355, within(TOLERANCE));
        assertThat(metrics.get("accuracy")).isCloseTo(0.75, within(TOLERANCE));
        assertThat(metrics.get("log-loss")).isCloseTo(0.387981803582664, within(TOLERANCE));
        assertThat(sums.standardError("auc", 0.9335038363171355)).isCloseTo(0.040036389733053866, within(TOLERANCE));
        assertThat(sums.byScore().area().standardError()).isCloseTo(0.04016259631074345, within(TOLERANCE));
        assertThat(sums.interval("accuracy")).isNotNull().satisfies(interval -> {
            assertThat(interval.low()).isCloseTo(0.5980603857923197, within(TOLERANCE));
            assertThat(interval.high()).isCloseTo(0.858128813609037, within(TOLERANCE));
        });
    }

    /** As the scores of fraud are, of which 200 equal bins would make six. */
    @Test
    void tellsScoresApartThatAreAllSmall() {
        var sums = MetricSums.EMPTY.plus(
                scored(500, row -> row * 7919 % 9973 / 9973.0 * 0.03, row -> rare(row, 9973, 4000)));

        assertThat(sums.metrics(false).get("auc")).isCloseTo(0.49426450742240213, within(TOLERANCE));
        assertThat(sums.metrics(false).get("log-loss")).isCloseTo(0.06558240126900773, within(TOLERANCE));
        assertThat(sums.byScore().area().standardError()).isCloseTo(0.029594985626971354, within(TOLERANCE));
    }

    /** 20 000 different scores at 512 places, summed window by window. */
    @Test
    void hasFewPlacesForManyScores() {
        var labels = scored(20_000, row -> row * 7919L % 99_991 / 99_991.0 * 0.03, row -> rare(row, 99_991, 30_000));
        var sums = MetricSums.EMPTY;
        for (int from = 0; from < labels.size(); from += 500) {
            sums = sums.plus(MetricSums.EMPTY.plus(labels.subList(from, from + 500)));
        }

        assertThat(sums.byScore().scores()).hasSize(ScoreHistogram.MOST).isSorted();
        assertThat(sums.labels()).isEqualTo(20_000);
        assertThat(sums.metrics(false).get("auc")).isCloseTo(0.6528346013819488, within(2e-4));
        assertThat(sums.atMost(128).metrics(false).get("auc")).isCloseTo(0.6528346013819488, within(2e-3));
    }

    @Test
    void scoresNumbers() {
        var sums = MetricSums.EMPTY.plus(List.of(number(10, "13"), number(20, "16")));

        assertThat(sums.metrics(true)).isEqualTo(Map.of("rmse", Math.sqrt(12.5), "mae", 3.5));
        assertThat(MetricSums.counts(number(20, "no number"))).isFalse();
    }

    @Test
    void addsUpToTheSameInParts() {
        var one = MetricSums.EMPTY.plus(List.of(number(10, "13")));
        var other = MetricSums.EMPTY.plus(List.of(number(20, "16")));

        assertThat(one.plus(other)).isEqualTo(one.plus(List.of(number(20, "16"))));
        assertThat(MetricSums.EMPTY.plus(one)).isEqualTo(one);
    }

    @Test
    void scoresManyClassesWithoutACurve() {
        var label = new ScoredLabel(Instant.EPOCH, "c", "b", List.of(0.2, 0.5, 0.3), List.of("a", "b", "c"));

        var sums = MetricSums.EMPTY.plus(List.of(label));

        assertThat(sums.metrics(false)).containsOnlyKeys("accuracy", "log-loss");
        assertThat(sums.metrics(false).get("log-loss")).isCloseTo(-Math.log(0.3), within(TOLERANCE));
    }

    private static boolean mixed(long row) {
        return row * 37 % 200 + row * 53 % 120 > 140;
    }

    private static boolean rare(long row, long prime, long least) {
        return row * 31 % 97 < 4 && row * 7919 % prime > least;
    }

    private static List<ScoredLabel> scored(int rows, LongToDoubleFunction score, LongPredicate positive) {
        return LongStream.range(0, rows)
                .mapToObj(row -> {
                    double of = score.applyAsDouble(row);
                    return new ScoredLabel(
                            Instant.EPOCH,
                            positive.test(row) ? "1" : "0",
                            of > 0.5 ? "1" : "0",
                            List.of(1 - of, of),
                            List.of("0", "1"));
                })
                .toList();
    }

    private static ScoredLabel number(double predicted, String label) {
        return new ScoredLabel(Instant.EPOCH, label, Double.toString(predicted), List.of(predicted), List.of());
    }
}
