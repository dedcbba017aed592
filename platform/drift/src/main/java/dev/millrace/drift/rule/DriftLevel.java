package dev.millrace.drift.rule;

/** How much has moved. */
public enum DriftLevel {
    NONE,
    /** Of a column: surely moved, but little. Of a model: columns drifted, but too few, or not for long enough. */
    POSSIBLE,
    DRIFT
}
