package dev.millrace.monitoring.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.episode.Sign;
import dev.millrace.monitoring.ServingRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeScoresTests {

    private static final int MODELS = 400;
    private static final int WINDOWS = 100;
    private static final int LABELS = JudgeScores.WINDOW_LABELS;
    private static final Agreement.Span SPAN = new Agreement.Span(Instant.EPOCH, Instant.EPOCH);

    private final Random random = new Random(29);

    /** At most one in a thousand windows begins an episode, as is stated, whatever the test rows say by chance. */
    @ParameterizedTest
    @CsvSource({"0.7, 100", "0.9, 100", "0.99, 100", "0.7, 3000", "0.9, 3000", "0.99, 3000"})
    void hardlyEverCallsAModelWorseThatIsNot(double accuracy, int testRows) {
        int begun = 0;
        for (int model = 0; model < MODELS; model++) {
            var test = Map.of("accuracy", (double) right(testRows, accuracy) / testRows);
            begun += episodes(served(CLASSES, test, testRows), () -> answers(right(LABELS, accuracy)));
        }

        assertThat(begun).isLessThanOrEqualTo(MODELS * WINDOWS / 1000);
    }

    @Test
    void hardlyEverCallsNumbersWorseThatAreNot() {
        int begun = 0;
        for (int model = 0; model < MODELS; model++) {
            var test = Map.of("rmse", Math.sqrt(numbers(300, 1).squared() / 300));
            begun += episodes(served(List.of(), test, 300), () -> numbers(LABELS, 1));
        }

        assertThat(begun).isLessThanOrEqualTo(MODELS * WINDOWS / 1000);
    }

    /** Of {@value #MODELS} models, as docs/monitoring.md has it. */
    @ParameterizedTest
    @CsvSource({"0.1, 1, 0.9", "0.08, 2, 0.9", "0.05, 10, 0.85"})
    void findsThatAModelIsWorse(double fall, int windows, double share) {
        int found = 0;
        for (int model = 0; model < MODELS; model++) {
            var test = Map.of("accuracy", right(3000, 0.9) / 3000.0);
            found +=
                    foundWithin(windows, served(CLASSES, test, 3000), () -> answers(right(LABELS, 0.9 - fall))) ? 1 : 0;
        }

        assertThat(found).isGreaterThanOrEqualTo((int) (share * MODELS));
    }

    @Test
    void findsThatErrorsOfNumbersGrew() {
        int found = 0;
        for (int model = 0; model < MODELS; model++) {
            found += foundWithin(3, served(List.of(), Map.of("rmse", 1.0), 3000), () -> numbers(LABELS, 1.3)) ? 1 : 0;
        }

        assertThat(found).isGreaterThanOrEqualTo((int) (0.9 * MODELS));
    }

    @Test
    void findsErrorsOfAModelThatMadeNoneOnItsTestRows() {
        var served = served(List.of(), Map.of("rmse", 0.0), 300);
        var right =
                JudgeScores.judge(numbers(LABELS, 0), served, 1, SPAN, null, 0).comparison();
        var wrong =
                JudgeScores.judge(numbers(LABELS, 1), served, 2, SPAN, null, 0).comparison();

        assertThat(right.worse()).isFalse();
        assertThat(wrong.worse()).isTrue();
        assertThat(right.bound()).isFinite().isNotNegative();
    }

    @Test
    void saysAtWhichValueAWindowWouldBeEnough() {
        var served = served(CLASSES, Map.of("accuracy", 0.9), 3000);
        var window = JudgeScores.judge(answers(440), served, 1, SPAN, null, 0).comparison();
        double bound = Objects.requireNonNull(window.bound());

        assertThat(window.worse()).isFalse();
        assertThat(JudgeScores.judge(answers((int) Math.floor(bound * LABELS)), served, 1, SPAN, null, 0)
                        .comparison()
                        .worse())
                .isTrue();
        assertThat(JudgeScores.judge(answers((int) Math.ceil(bound * LABELS)), served, 1, SPAN, null, 0)
                        .comparison()
                        .worse())
                .isFalse();
    }

    private static final List<String> CLASSES = List.of("a", "b", "c");

    private int episodes(ServedVersion served, Supplier<MetricSums> window) {
        double evidence = 0;
        int begun = 0;
        boolean lasts = false;
        for (int number = 1; number <= WINDOWS; number++) {
            var comparison = JudgeScores.judge(window.get(), served, number, SPAN, null, evidence)
                    .comparison();
            evidence = comparison.evidenceLeft();
            var sign = JudgeScores.sign(comparison);
            begun += sign == Sign.WRONG && !lasts ? 1 : 0;
            lasts = sign == Sign.WRONG || (lasts && sign != Sign.RIGHT);
        }
        return begun;
    }

    private boolean foundWithin(int windows, ServedVersion served, Supplier<MetricSums> window) {
        double evidence = 0;
        for (int number = 1; number <= windows; number++) {
            var comparison = JudgeScores.judge(window.get(), served, number, SPAN, null, evidence)
                    .comparison();
            evidence = comparison.evidenceLeft();
            if (comparison.worse()) {
                return true;
            }
        }
        return false;
    }

    private static ServedVersion served(List<String> classes, Map<String, Double> test, int testRows) {
        var approved = new Approved("default", "taxi", "taxi", 1, 1, ServingRole.CHAMPION);
        return new ServedVersion(approved, "approval", classes, test, testRows, null);
    }

    private int right(int rows, double accuracy) {
        int right = 0;
        for (int row = 0; row < rows; row++) {
            right += random.nextDouble() < accuracy ? 1 : 0;
        }
        return right;
    }

    private static MetricSums answers(int right) {
        return new MetricSums(LABELS, right, 0, 0, 0, 0, ScoreHistogram.EMPTY);
    }

    private MetricSums numbers(int rows, double deviation) {
        double squared = 0;
        double fourth = 0;
        for (int row = 0; row < rows; row++) {
            double square = Math.pow(random.nextGaussian() * deviation, 2);
            squared += square;
            fourth += square * square;
        }
        return new MetricSums(rows, 0, 0, squared, fourth, 0, ScoreHistogram.EMPTY);
    }
}
