package dev.millrace.monitoring.alert;

import org.jspecify.annotations.Nullable;

/** Which alerts are asked for; what is null does not matter. */
public record AlertFilter(
        @Nullable String severity,
        @Nullable String code,
        @Nullable String pipeline) {

    public boolean takes(Alert alert) {
        return (severity == null || severity.equals(alert.severity()))
                && (code == null || code.equals(alert.code()))
                && (pipeline == null || pipeline.equals(alert.pipeline()));
    }
}
