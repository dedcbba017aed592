package dev.millrace.monitoring.feedback;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.monitoring.estimate.EstimatedPerformance;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A window of labels, scored.
 *
 * @param estimated what was estimated of the same predictions without their labels; null where there is no estimate
 */
public record ScoredWindow(
        long number,
        long labels,
        Instant from,
        Instant to,
        Map<String, Double> metrics,
        @JsonUnwrapped Comparison comparison,
        @Nullable EstimatedPerformance estimated) {
    public ScoredWindow {
        metrics = Map.copyOf(metrics);
    }

    /**
     * With the test rows.
     *
     * @param metric that the rule looks at
     * @param expected its value on the test rows; null where training measured none
     * @param bound beyond which the model is worse than chance explains; null where nothing is expected
     */
    public record Comparison(
            String metric,
            @Nullable Double expected,
            @Nullable Double bound,
            boolean worse) {}

    /** Of the metric that the rule looks at; null where the labels do not give it. */
    public @Nullable Double value() {
        return metrics.get(comparison.metric());
    }
}
