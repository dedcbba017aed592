package dev.millrace.training.pipeline;

import dev.millrace.messaging.ReadModel;
import java.time.Instant;

/** Records of runs that waited and never had their turn. */
public interface UnstartedRuns {

    ReadModel row(Pipeline pipeline, RunRequest run, TriggerDecision.Suppressed why, Instant at);
}
