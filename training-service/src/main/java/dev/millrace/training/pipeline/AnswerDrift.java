package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Received;
import dev.millrace.training.pipeline.Trigger.Drift.Finding;
import java.util.List;

/** Decides whether drift calls for a run. */
public class AnswerDrift {

    private final AggregateStore<Pipeline> pipelines;
    private final DecideTrigger decideTrigger;

    AnswerDrift(Aggregates aggregates, DecideTrigger decideTrigger) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.decideTrigger = decideTrigger;
    }

    /** The world of a version moved, perhaps. */
    public void moved(String project, String pipeline, int modelVersion, boolean certain, Received<?> cause) {
        answer(project, pipeline, modelVersion, certain ? Finding.CERTAIN : Finding.POSSIBLE, cause);
    }

    /** The values that a version is asked with are wrong. */
    public void broken(String project, String pipeline, int modelVersion, Received<?> cause) {
        answer(project, pipeline, modelVersion, Finding.FAULT, cause);
    }

    private void answer(String project, String pipeline, int modelVersion, Finding finding, Received<?> cause) {
        var trigger = new Trigger.Drift(
                List.of(cause.envelope().eventId()), cause.envelope().effect(), modelVersion, finding);
        pipelines.on(
                cause,
                Pipeline.id(project, pipeline),
                state -> decideTrigger.decide(state == null ? Pipeline.unknown(project, pipeline) : state, trigger));
    }
}
