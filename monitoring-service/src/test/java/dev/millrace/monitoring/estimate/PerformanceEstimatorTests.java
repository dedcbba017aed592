package dev.millrace.monitoring.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.episode.News;
import dev.millrace.drift.episode.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PerformanceEstimatorTests {

    private static final int TEST_ROWS = 1000;
    private static final int WINDOW = 500;
    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");

    @ParameterizedTest
    @EnumSource
    void findsADropThatMovedInputsCauseWithoutAnyLabel(MadeUpAnswers model) {
        int seeds = 30;
        int found = 0;
        double estimatedDrop = 0;
        double trueDrop = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            var random = new SplittableRandom(seed);
            var estimator = PerformanceEstimator.of(model.draw(TEST_ROWS, 0, random), seed);
            var window = model.draw(WINDOW, 1.8, random);
            var estimated = estimate(estimator, window);
            var metric = estimated.metric();
            double before = Objects.requireNonNull(estimated.expected());
            estimatedDrop += Math.abs(value(estimated) - before) / seeds;
            trueDrop += Math.abs(Objects.requireNonNull(window.metrics().get(metric)) - before) / seeds;
            found += estimated.worse() ? 1 : 0;
        }

        assertThat(found).isGreaterThanOrEqualTo(seeds - 1);
        assertThat(estimatedDrop).isCloseTo(trueDrop, within(trueDrop / 5));
    }

    /** Two windows in a row make an episode, as with the default rule. */
    @ParameterizedTest
    @EnumSource
    void tellsNothingInWindowsThatDidNotMove(MadeUpAnswers model) {
        int models = 40;
        int windows = 50;
        int worse = 0;
        int episodes = 0;
        double off = 0;
        for (int seed = 1; seed <= models; seed++) {
            var random = new SplittableRandom(1000 + seed);
            var estimator = PerformanceEstimator.of(model.draw(TEST_ROWS, 0, random), seed);
            var agreement = Agreement.NONE;
            for (int window = 0; window < windows; window++) {
                var answers = model.draw(WINDOW, 0, random);
                var estimated = estimate(estimator, answers);
                var at = START.plus(Duration.ofHours(12L * window));
                var next = agreement.after(
                        estimated.worse() ? Sign.WRONG : Sign.RIGHT,
                        new Agreement.Span(at, at.plusSeconds(3600)),
                        2,
                        Duration.ofHours(6));
                episodes += next.newsSince(agreement) == News.BEGAN ? 1 : 0;
                worse += estimated.worse() ? 1 : 0;
                agreement = next;
                off += (value(estimated)
                                - Objects.requireNonNull(answers.metrics().get(estimated.metric())))
                        / Objects.requireNonNull(estimated.expected())
                        / (models * windows);
            }
        }

        assertThat(episodes).as("in %d windows", models * windows).isZero();
        assertThat(worse).isLessThanOrEqualTo(2);
        assertThat(off).as("mean error relative to the metric").isCloseTo(0, within(0.02));
    }

    /** Three standard errors: of the labels' own values nearly all lie within, even as the test rows are a sample themselves. */
    @ParameterizedTest
    @EnumSource
    void theIntervalHoldsWhatLabelsOfTheWindowWouldSay(MadeUpAnswers model) {
        int within = 0;
        int windows = 200;
        for (int seed = 1; seed <= windows; seed++) {
            var random = new SplittableRandom(5000 + seed);
            var estimator = PerformanceEstimator.of(model.draw(5000, 0, random), seed);
            var window = model.draw(WINDOW, 0, random);
            var estimated = estimate(estimator, window);
            var interval = Objects.requireNonNull(estimated.metrics().get(estimated.metric()));
            double truth = Objects.requireNonNull(window.metrics().get(estimated.metric()));
            within += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }

        assertThat(within).isGreaterThanOrEqualTo(windows * 97 / 100);
    }

    @ParameterizedTest
    @EnumSource
    void sumsOfPartsInAnyOrderGiveTheSameEstimate(MadeUpAnswers model) {
        var random = new SplittableRandom(7);
        var estimator = PerformanceEstimator.of(model.draw(TEST_ROWS, 0, random), 1);
        var window = model.draw(WINDOW, 1, random);
        var parts = List.of(estimator.zeroes(), estimator.zeroes(), estimator.zeroes());
        for (int row = window.rows() - 1; row >= 0; row--) {
            estimator.add(window.answer(row), parts.get(row % 3));
        }
        var together = estimator.zeroes();
        for (long[] part : parts) {
            for (int cell = 0; cell < part.length; cell++) {
                together[cell] += part[cell];
            }
        }

        assertThat(estimator.estimate(together)).isEqualTo(estimate(estimator, window));
    }

    @Test
    void calibratesScoresThatAreTooSureAndLeavesGoodOnesAsTheyAre() {
        var random = new SplittableRandom(3);
        var sure = MadeUpAnswers.TWO_CLASSES.draw(3000, 0, random);

        assertThat(PerformanceEstimator.of(sure, 1).calibrated()).containsExactly("1");
        assertThat(Calibration.where(new float[] {0.1f, 0.9f, 0.2f}, new boolean[] {false, true, false}, 1)
                        .changes())
                .as("too few rows to find out")
                .isFalse();
    }

    /** Ten bins of four rows, of which two are positive. */
    @Test
    void theCalibrationErrorIsHowFarMeanScoresAreFromShares() {
        var scores = new float[40];
        var truths = new boolean[40];
        for (int row = 0; row < 40; row++) {
            scores[row] = 0.25f + row / 1000f;
            truths[row] = row % 2 == 0;
        }

        double meanScore = 0.25 + 39 / 2.0 / 1000;
        assertThat(Calibration.error(scores, truths)).isCloseTo(0.5 - meanScore, within(1e-6));
    }

    @Test
    void anIsotonicCurveIsLevelBeyondItsEndsAndStraightBetweenItsPoints() {
        var curve = Isotonic.fit(
                new float[] {0.5f, 0.25f, 0.5f, 0.75f, 0.375f}, new boolean[] {false, false, true, true, true});

        assertThat(curve.at(0)).isZero();
        assertThat(curve.at(0.25)).isZero();
        assertThat(curve.at(0.375)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(curve.at(0.3125)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(curve.at(0.5)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(curve.at(2)).isEqualTo(1);
    }

    @Test
    void leavesOutAnswersThatAreNotThoseOfTheVersion() {
        var estimator = PerformanceEstimator.of(MadeUpAnswers.TWO_CLASSES.draw(500, 0, new SplittableRandom(1)), 1);

        assertThat(estimator.answer(List.of(0.25, 0.75))).containsExactly(0.75f);
        assertThat(estimator.answer(List.of(0.75))).isEmpty();
        assertThat(estimator.answer(List.of(0.2, Double.NaN))).isEmpty();
        assertThat(estimator.answer(Collections.nCopies(3, 0.3))).isEmpty();
    }

    private static EstimatedPerformance estimate(PerformanceEstimator estimator, TestAnswers window) {
        var sums = estimator.zeroes();
        for (int row = 0; row < window.rows(); row++) {
            estimator.add(window.answer(row), sums);
        }
        return estimator.estimate(sums);
    }

    private static double value(EstimatedPerformance estimated) {
        return Objects.requireNonNull(estimated.metrics().get(estimated.metric()))
                .value();
    }
}
