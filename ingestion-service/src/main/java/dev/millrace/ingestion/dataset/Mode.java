package dev.millrace.ingestion.dataset;

/** How a version relates to those before it. */
public enum Mode {
    /** Adds to them. */
    APPEND,
    /** Replaces them. */
    SNAPSHOT
}
