package dev.millrace.drift.episode;

/** What there is to tell after a window. */
public enum News {
    NONE,
    /** An episode has begun. */
    BEGAN,
    /** An episode was told long ago, and lasts. */
    LASTS,
    /** An episode of wrong values has become one of a world that moved. */
    TURNED,
    /** An episode is over. */
    OVER
}
