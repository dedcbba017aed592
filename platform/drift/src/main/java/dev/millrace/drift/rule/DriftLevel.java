package dev.millrace.drift.rule;

import dev.millrace.drift.episode.Sign;

/** How much has moved. */
public enum DriftLevel {
    NONE,
    /** Of a column: surely moved, but little. Of a model: columns drifted, but too few, or not for long enough. */
    POSSIBLE,
    DRIFT;

    /** What a window at this level says to those beside it. */
    public Sign sign() {
        return switch (this) {
            case DRIFT -> Sign.WRONG;
            case POSSIBLE -> Sign.UNSURE;
            case NONE -> Sign.RIGHT;
        };
    }
}
