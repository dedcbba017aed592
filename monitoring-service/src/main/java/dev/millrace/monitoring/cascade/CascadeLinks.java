package dev.millrace.monitoring.cascade;

import java.time.Instant;
import java.util.Optional;

/** How cascades refer to each other. */
public interface CascadeLinks {

    /** The newest approval of a pipeline's model, and the cascade that it is in. */
    record NewestApproval(long generation, String eventId, String cascadeId) {}

    void runStarted(String project, String runId, String cascadeId, Instant at);

    /** The cascade that a run was started in. */
    Optional<String> cascadeOfRun(String project, String runId);

    /** Takes over an approval, unless a newer one is known. */
    void approved(String project, String pipeline, NewestApproval approval);

    Optional<NewestApproval> newestApproval(String project, String pipeline);
}
