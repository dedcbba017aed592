package dev.millrace.monitoring.feedback;

import dev.millrace.monitoring.estimate.EstimatedPerformance;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A window of labels, scored.
 *
 * @param metric that the rule looks at
 * @param expected its value on the test rows; null where training measured none
 * @param bound beyond which the model is worse than chance explains; null where nothing is expected
 * @param estimated what was estimated of the same predictions without their labels; null where there is no estimate
 */
public record ScoredWindow(
        long number,
        long labels,
        Instant from,
        Instant to,
        Map<String, Double> metrics,
        String metric,
        @Nullable Double expected,
        @Nullable Double bound,
        boolean worse,
        @Nullable EstimatedPerformance estimated) {
    public ScoredWindow {
        metrics = Map.copyOf(metrics);
    }
}
