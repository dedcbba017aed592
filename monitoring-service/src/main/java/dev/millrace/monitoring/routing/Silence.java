package dev.millrace.monitoring.routing;

import dev.millrace.monitoring.alert.Alert;
import dev.millrace.pipelines.AlertMatcher;
import dev.millrace.pipelines.AlertSeverity;
import java.time.Instant;

/** Alerts that nobody is told of until a time; they are recorded as ever. */
public record Silence(String id, AlertMatcher match, Instant until, String reason, String by, Instant at) {

    boolean silences(Alert alert, Instant now) {
        return until.isAfter(now)
                && match.fits(AlertSeverity.valueOf(alert.severity()), alert.code(), alert.pipeline());
    }
}
