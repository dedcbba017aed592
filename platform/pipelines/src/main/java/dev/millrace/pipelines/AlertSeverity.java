package dev.millrace.pipelines;

/** How urgent an alert is. */
public enum AlertSeverity {
    INFO,
    WARNING,
    CRITICAL
}
