package dev.millrace.training.pipeline;

import dev.millrace.messaging.Announcement;
import java.util.Map;

/** Puts what was decided about a pipeline into the words of the contract. */
public interface PipelineAnnouncements {

    /**
     * A decision that the policy took.
     *
     * @param pipeline in whose state it was decided
     * @param figures that it was taken on, see {@link DecisionFigures}
     */
    Announcement<?> decided(Pipeline pipeline, TriggerDecision decision, Map<String, Double> figures);

    /** A decision that no figures led to: a person cancelled the run, or the event was answered before. */
    default Announcement<?> decided(Pipeline pipeline, TriggerDecision.Suppressed decision) {
        return decided(pipeline, decision, Map.of());
    }

    Announcement<?> raised(Alert alert);
}
