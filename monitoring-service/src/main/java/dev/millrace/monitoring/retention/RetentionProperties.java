package dev.millrace.monitoring.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what was seen is kept.
 *
 * @param keep age from which events of cascades, alerts, judged windows and predictions are removed
 */
@ConfigurationProperties("millrace.monitoring.retention")
record RetentionProperties(@DefaultValue("90d") Duration keep) {

    RetentionProperties {
        if (keep.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("millrace.monitoring.retention.keep must be at least an hour");
        }
    }
}
