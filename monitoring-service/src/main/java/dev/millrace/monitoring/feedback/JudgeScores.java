package dev.millrace.monitoring.feedback;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.drift.episode.Sign;
import dev.millrace.monitoring.estimate.Drop;
import dev.millrace.monitoring.estimate.EstimatedPerformance;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares windows of labels with the test rows by a sequential test, Page's cumulative sum (Biometrika 41, 1954). Each window adds the
 * logarithm of how much likelier its metric is of a model that fell by {@link Drop#LEAST} (for numbers: whose error grew by {@link
 * Drop#ERROR_GROWTH}) than of one that is as good as its test rows say, and the sum never falls below zero. At
 * {@link #ENOUGH} the model is worse; when all evidence is gone it is right again. Of a model as good as its test rows say, the sum
 * gets there once in e^{@link #ENOUGH} = 1000 windows or less often, on average (Lorden, Annals of Mathematical Statistics 42, 1971).
 * What the test rows themselves may be off by chance, three standard errors, is no evidence. It has no effects.
 */
final class JudgeScores {

    static final int WINDOW_LABELS = 500;

    /** Labels of the rarer of two classes without which a window is not judged. */
    static final int RARER_LABELS = 10;

    /** Labels after which a window is judged whatever their classes are. */
    static final int MOST_LABELS = 20 * WINDOW_LABELS;

    /** Evidence at which a model is worse, and beyond which none is kept. */
    static final double ENOUGH = Math.log(1000);

    /** Windows that begin or end an episode: the evidence is summed up over windows already. */
    static final int WINDOWS_IN_A_ROW = 1;

    private static final double TEST_ERRORS = 3;

    /** Of a model that made no error on its test rows: any that a window shows is more. */
    private static final double LEAST_ERROR = 1e-12;

    private static final List<String> PREFERRED = List.of("auc", "accuracy");

    private JudgeScores() {}

    /** How many labels of the rarer class are missing until so many labels can be judged. */
    static long missing(MetricSums sums, ServedVersion served) {
        return served.classes().size() != 2 || sums.labels() >= MOST_LABELS
                ? 0
                : Math.max(0, RARER_LABELS - sums.byScore().ofTheRarerClass());
    }

    /** @param evidence that the windows before have left */
    static ScoredWindow judge(
            MetricSums sums,
            ServedVersion served,
            long number,
            Agreement.Span span,
            @Nullable EstimatedPerformance estimated,
            double evidence) {
        boolean regression = served.regression();
        var metrics = sums.metrics(regression);
        var metric = metric(metrics, served.test(), regression);
        Double expected = served.test().get(metric);
        Double value = metrics.get(metric);
        var test = expected == null || value == null ? null : Test.of(sums, served, metric, expected);
        double left = test == null ? evidence : test.after(evidence, Objects.requireNonNull(value));
        var interval = sums.interval(metric);
        return new ScoredWindow(
                number,
                sums.labels(),
                span.from(),
                span.to(),
                metrics,
                new ScoredWindow.Comparison(
                        metric,
                        expected,
                        test == null ? null : test.bound(evidence),
                        interval == null ? null : interval.low(),
                        interval == null ? null : interval.high(),
                        left,
                        left >= ENOUGH),
                estimated);
    }

    /** What a window says: the episode lasts until all evidence is gone. */
    static Sign sign(ScoredWindow.Comparison comparison) {
        if (comparison.worse()) {
            return Sign.WRONG;
        }
        return comparison.evidenceLeft() == 0 ? Sign.RIGHT : Sign.UNSURE;
    }

    /**
     * The likelihoods of a window's metric, which is nearly normal.
     *
     * @param expected what counts as good: the test rows' value, but for what that may be off
     * @param drop that is looked for, below the expected value; negative where a larger metric is worse
     * @param variance of the metric by chance
     */
    private record Test(double expected, double drop, double variance) {

        static Test of(MetricSums sums, ServedVersion served, String metric, double expected) {
            long testRows = served.testRows();
            boolean regression = metric.equals("rmse");
            double good = regression ? Math.max(expected, LEAST_ERROR) : expected;
            // Two more right answers and two more wrong ones, so that few test rows are not too sure (Agresti and Coull
            // 1998).
            double likely = regression ? good : (good * testRows + 2) / (testRows + 4);
            double error = sums.standardError(metric, likely);
            double ofTestRows = testRows == 0 ? 0 : error * Math.sqrt((double) sums.labels() / testRows);
            double side = regression ? -1 : 1;
            double drop = regression ? -good * (Drop.ERROR_GROWTH - 1) : Drop.LEAST;
            return new Test(good - side * TEST_ERRORS * ofTestRows, drop, error * error);
        }

        double after(double evidence, double value) {
            return Math.clamp(evidence + drop * (expected - drop / 2 - value) / variance, 0, ENOUGH);
        }

        /** The value at which the evidence would just be enough. */
        double bound(double evidence) {
            return expected - drop / 2 - (ENOUGH - evidence) * variance / drop;
        }
    }

    /** Of the metrics that the labels allow, one that is known of the test rows too, where there is one. */
    static String metric(Map<String, Double> metrics, Map<String, Double> test, boolean regression) {
        if (regression) {
            return "rmse";
        }
        var possible = PREFERRED.stream().filter(metrics::containsKey).toList();
        return possible.stream()
                .filter(test::containsKey)
                .findFirst()
                .orElse(possible.isEmpty() ? "accuracy" : possible.getFirst());
    }
}
