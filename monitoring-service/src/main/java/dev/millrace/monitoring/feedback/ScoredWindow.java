package dev.millrace.monitoring.feedback;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.monitoring.estimate.EstimatedPerformance;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A window of labels, scored.
 *
 * @param estimated what was estimated of the same predictions without their labels; null where there is no estimate, or the window has
 *     waited for labels of the rarer class
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
     * @param bound value of this window at which the model would be worse, after the windows before; null where nothing is expected
     * @param low of the range that holds the metric's true value in 95 of 100 cases; null where the metric has none
     * @param high end of that range
     * @param evidence that the model is worse, after this window; null where an earlier release scored it
     * @param worse whether that is enough
     */
    public record Comparison(
            String metric,
            @Nullable Double expected,
            @Nullable Double bound,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double evidence,
            boolean worse) {

        double evidenceLeft() {
            return Objects.requireNonNullElse(evidence, 0.0);
        }
    }

    /** Of the metric that the rule looks at; null where the labels do not give it. */
    public @Nullable Double value() {
        return metrics.get(comparison.metric());
    }
}
