package dev.millrace.drift.episode;

/** What one window says. */
public enum Sign {
    /** Something is wrong. */
    WRONG,
    /** Neither: it begins no episode and ends none. */
    UNSURE,
    /** Nothing is wrong. */
    RIGHT
}
