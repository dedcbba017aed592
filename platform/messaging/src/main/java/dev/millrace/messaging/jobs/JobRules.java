package dev.millrace.messaging.jobs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whose jobs are run, and how often they are tried.
 *
 * @param owner this process
 * @param deadOwner a process that is surely dead, whose jobs are taken at once; this process where none is known
 * @param takeover how long the same beat must have been seen before another replica's job is taken over
 * @param attempts after which a job has failed
 */
public record JobRules(String owner, String deadOwner, Duration takeover, int attempts) {

    /** Whether nobody works at what this owner has claimed: it is dead, or it is this process and missed the store's answer. */
    boolean abandoned(@Nullable String claimedBy) {
        return owner.equals(claimedBy) || deadOwner.equals(claimedBy);
    }
}
