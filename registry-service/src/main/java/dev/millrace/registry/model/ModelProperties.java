package dev.millrace.registry.model;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How models are judged and put in service.
 *
 * @param metricTolerance by how much a claimed metric may differ from what the test predictions give; relative for metrics above 1
 * @param graphSize largest graph that is loaded and tried before its version is judged; a larger one is tried by serving alone
 * @param graphLimit time that such a trial may take; what takes longer is tried by serving alone
 * @param returnAfter time from the first refusal of a deployment until the model returns to the version that serves, if no
 *     instance could be brought to serve the new one meanwhile
 */
@ConfigurationProperties("millrace.registry.model")
record ModelProperties(
        @DefaultValue("1e-6") double metricTolerance,
        @DefaultValue("8MB") DataSize graphSize,
        @DefaultValue("10s") Duration graphLimit,
        @DefaultValue("2m") Duration returnAfter) {

    ModelProperties {
        if (!(metricTolerance >= 0)) {
            throw new IllegalArgumentException("millrace.registry.model.metric-tolerance must not be negative");
        }
        if (!graphLimit.isPositive()) {
            throw new IllegalArgumentException("millrace.registry.model.graph-limit must be positive");
        }
        if (!returnAfter.isPositive()) {
            throw new IllegalArgumentException("millrace.registry.model.return-after must be positive");
        }
    }
}
