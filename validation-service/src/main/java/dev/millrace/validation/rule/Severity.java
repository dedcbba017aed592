package dev.millrace.validation.rule;

/** What a finding does to the version that has it. */
public enum Severity {
    /** Told, and no more. */
    WARN,
    /** The version may not be used. */
    BLOCK
}
