package dev.millrace.serving.model;

import java.time.Instant;

/**
 * That a model is not to be answered with, as a person decided.
 *
 * @param generation the newest that it holds for; what is approved later is answered with
 * @param reason empty where the person did not say
 * @param since when it was decided
 */
public record Withdrawal(long generation, String by, String reason, Instant since) {

    boolean holdsFor(Approval approval) {
        return approval.generation() <= generation;
    }

    /** In words. */
    public String sentence() {
        return "withdrawn by " + by + (reason.isEmpty() ? "" : ": " + reason);
    }
}
