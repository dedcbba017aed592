package dev.millrace.registry.pipeline;

import java.time.Duration;
import java.time.Instant;

/**
 * The aggregate: the dataset that one pipeline's answered and labelled rows become versions of.
 *
 * @param pipeline whose rows they are
 * @param claimedAt when its specification was applied
 */
record FeedbackDataset(String pipeline, Instant claimedAt) {

    /** A claim comes before the specification that is applied with it, so a new one holds without that. */
    static final Duration HOLDS_ALONE = Duration.ofMinutes(1);

    /**
     * Whether another pipeline cannot have the dataset. Pure.
     *
     * @param named whether the specification in force of the pipeline that has it names it still
     */
    boolean isTaken(boolean named, Instant now) {
        return named || now.isBefore(claimedAt.plus(HOLDS_ALONE));
    }
}
