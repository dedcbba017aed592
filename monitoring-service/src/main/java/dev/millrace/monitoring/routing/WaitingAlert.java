package dev.millrace.monitoring.routing;

import dev.millrace.pipelines.AlertSeverity;
import java.time.Instant;

/**
 * An alert that a route has to tell. Severity and beginning are those of its incident, so that the end of one fits its beginning.
 *
 * @param alert its id
 * @param incident shared by the alerts of one episode
 */
public record WaitingAlert(
        String alert,
        String incident,
        Phase phase,
        AlertSeverity severity,
        String code,
        String pipeline,
        Instant since,
        Instant queuedAt) {}
