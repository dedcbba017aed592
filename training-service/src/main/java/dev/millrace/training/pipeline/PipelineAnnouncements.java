package dev.millrace.training.pipeline;

import dev.millrace.messaging.Announcement;

/** Puts what was decided about a pipeline into the words of the contract. */
public interface PipelineAnnouncements {

    /** @param pipeline in whose state it was decided */
    Announcement<?> decided(Pipeline pipeline, TriggerDecision decision);

    Announcement<?> raised(Alert alert);
}
