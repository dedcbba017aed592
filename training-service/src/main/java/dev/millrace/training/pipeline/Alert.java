package dev.millrace.training.pipeline;

import dev.millrace.messaging.Lineage;

/**
 * Something that a person should look at.
 *
 * @param where the run or the pipeline
 */
public record Alert(String pipeline, Code code, String what, String where, Lineage lineage) {

    /** What kind it is. */
    public enum Code {
        RUN_FAILED,
        LABEL_LEAK,
        RARE_CLASS,
        SPLIT_UNEVEN,
        NO_GAIN_OVER_BASELINE,
        NO_GAIN_BREAKER,
        /** The world moved, and there are no new rows to learn it from. */
        NOTHING_NEW
    }
}
