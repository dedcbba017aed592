package dev.millrace.monitoring.estimate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How right a version probably was about some rows.
 *
 * @param rows that the estimate is made from
 * @param metrics by the names that training uses
 * @param metric that the rule looks at
 * @param expected its value on the test rows; null where they have none
 * @param bound beyond which the estimate is worse than chance explains; null where nothing is expected
 */
public record EstimatedPerformance(
        long rows,
        Map<String, Estimate> metrics,
        String metric,
        @Nullable Double expected,
        @Nullable Double bound,
        boolean worse) {

    public EstimatedPerformance {
        metrics = Map.copyOf(metrics);
    }

    /**
     * A metric.
     *
     * @param low three standard errors below it, as the labels of so many rows would show by chance
     * @param high as far above it
     */
    public record Estimate(double value, double low, double high) {}
}
