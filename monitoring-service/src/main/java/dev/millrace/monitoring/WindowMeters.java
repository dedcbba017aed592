package dev.millrace.monitoring;

import dev.millrace.messaging.trail.ModelTags;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * What was found in windows of predictions and of labels. Each window is closed by one replica, so everything here is a count
 * or a sum, which Prometheus can add over replicas.
 */
public class WindowMeters {

    private final MeterRegistry meters;
    private final ModelTags tags = new ModelTags();

    public WindowMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * A window of predictions was compared with the training rows.
     *
     * @param driftedShare of the features, weighted by importance
     */
    public void compared(String project, String model, Enum<?> level, double driftedShare) {
        var labels = tags.of(project, model);
        Counter.builder("millrace.monitoring.drift.windows")
                .description("windows of predictions that were judged")
                .tags(labels.and("level", level.name().toLowerCase(Locale.ROOT)))
                .register(meters)
                .increment();
        DistributionSummary.builder("millrace.monitoring.drift.share")
                .description("share of the features that drifted in a window, weighted by importance")
                .tags(labels)
                .register(meters)
                .record(driftedShare);
    }

    /** A window of labels was scored. */
    public void scored(String project, String model, String metric, double value, boolean worse) {
        var labels = tags.of(project, model);
        Counter.builder("millrace.monitoring.label.windows")
                .description("windows of labels that were scored")
                .tags(labels.and("worse", Boolean.toString(worse)))
                .register(meters)
                .increment();
        if (Double.isFinite(value)) {
            DistributionSummary.builder("millrace.monitoring.score")
                    .description("the metric that a window of labels is judged by")
                    .tags(labels.and("metric", metric))
                    .register(meters)
                    .record(value);
        }
    }
}
