package dev.millrace.monitoring.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger led to.
 *
 * @param id its place among the decisions; pass it as {@code after} for what is older
 * @param reason of the run where one was started or joined, else why none was
 * @param runId the run that was started or joined; null where there is none
 */
public record TrainingDecision(
        String id,
        Instant at,
        String pipeline,
        Outcome decision,
        String reason,
        String detail,
        @Nullable String runId,
        String cascadeId,
        String eventId) {

    /** What was decided. */
    public enum Outcome {
        STARTED,
        MERGED,
        SUPPRESSED
    }
}
