package dev.millrace.validation.rule;

import org.jspecify.annotations.Nullable;

/**
 * One deviation of a version from its schema.
 *
 * @param column null when it concerns the whole version
 * @param advice what to do about it; empty until {@link Advice} has been asked
 */
public record Finding(
        Code code, @Nullable String column, String observed, String bound, Severity severity, String advice) {

    public Finding(Code code, @Nullable String column, String observed, String bound, Severity severity) {
        this(code, column, observed, bound, severity, "");
    }

    Finding advising(String told) {
        return new Finding(code, column, observed, bound, severity, told);
    }

    /** The kinds of deviation; docs/validation.md says when each is raised. */
    public enum Code {
        MISSING_COLUMN,
        RENAMED_COLUMN,
        NEW_COLUMN,
        TYPE_MISMATCH,
        LOW_COMPLETENESS,
        OUT_OF_DOMAIN,
        BELOW_MIN,
        ABOVE_MAX,
        HAS_INF,
        NOT_UNIQUE,
        ROWS_LOW,
        ROWS_RATIO_LOW,
        ROWS_RATIO_HIGH,
        ARTIFACT_MISSING,
        ARTIFACT_DAMAGED,
        UNREADABLE
    }
}
