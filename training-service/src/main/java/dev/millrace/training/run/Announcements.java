package dev.millrace.training.run;

import dev.millrace.messaging.Announcement;

/** Puts what was decided into the words of the contract. */
public interface Announcements {

    /** @param pipelineVersion in force when it was decided; 0 before the pipeline was defined */
    Announcement<?> decided(String pipeline, int pipelineVersion, String dataset, TriggerDecision decision);

    Announcement<?> trained(TrainedRun run);

    Announcement<?> raised(Alert alert);
}
