package dev.millrace.monitoring.drift;

/** How much has moved. */
public enum Level {
    NONE,
    /** Of a column: surely moved, but little. Of a model: columns drifted, but too few, or not for long enough. */
    POSSIBLE,
    DRIFT
}
