package dev.millrace.serving.prediction;

/** What happens to a column of a request that the model does not have. */
public enum UnknownColumns {
    /** The request is refused, because a misspelt column would silently count as missing. */
    REFUSE,
    /** It is left out, and the answer names it: for whole rows that carry more than the model takes. */
    IGNORE
}
