package dev.millrace.monitoring.feedback;

import dev.millrace.drift.episode.Agreement;
import dev.millrace.monitoring.estimate.Drop;
import dev.millrace.monitoring.estimate.EstimatedPerformance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares a window of labels with the test rows. A window is worse when the metric falls by more than 0.05 and by more
 * than three standard errors; for numbers, when the root mean squared error grows by more than a fifth. It has no effects.
 */
final class JudgeScores {

    static final int WINDOW_LABELS = 500;
    static final int WINDOWS_IN_A_ROW = 2;

    /** After which a drop that lasts is told again. */
    static final Duration REMINDER = Duration.ofHours(6);

    private static final List<String> PREFERRED = List.of("auc", "accuracy");

    private JudgeScores() {}

    static ScoredWindow judge(
            MetricSums sums,
            ServedVersion served,
            long number,
            Agreement.Span span,
            @Nullable EstimatedPerformance estimated) {
        boolean regression = served.regression();
        var metrics = sums.metrics(regression);
        var metric = metric(metrics, served.test(), regression);
        Double expected = served.test().get(metric);
        Double bound = expected == null ? null : bound(sums, metric, expected);
        double value = metrics.getOrDefault(metric, Double.NaN);
        boolean worse = bound != null && (regression ? value > bound : value < bound);
        return new ScoredWindow(
                number,
                sums.labels(),
                span.from(),
                span.to(),
                metrics,
                new ScoredWindow.Comparison(metric, expected, bound, worse),
                estimated);
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

    private static double bound(MetricSums sums, String metric, double expected) {
        return metric.equals("rmse")
                ? expected * Drop.ERROR_GROWTH
                : expected - Math.max(Drop.LEAST, Drop.ERRORS * sums.standardError(metric, expected));
    }
}
