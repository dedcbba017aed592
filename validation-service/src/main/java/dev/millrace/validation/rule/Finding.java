package dev.millrace.validation.rule;

import org.jspecify.annotations.Nullable;

/**
 * One deviation of a version from its schema.
 *
 * @param column null when it concerns the whole version
 */
public record Finding(Code code, @Nullable String column, String observed, String bound, Severity severity) {

    /** The kinds of deviation; docs/validation.md says when each is raised. */
    public enum Code {
        MISSING_COLUMN,
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
