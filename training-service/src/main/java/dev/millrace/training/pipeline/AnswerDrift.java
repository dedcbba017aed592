package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Received;

/** Decides whether drift calls for a run. */
public class AnswerDrift {

    private final AggregateStore<Pipeline> pipelines;
    private final DecideTrigger decideTrigger;

    AnswerDrift(Aggregates aggregates, DecideTrigger decideTrigger) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.decideTrigger = decideTrigger;
    }

    /** @param certain false for a possible drift */
    public void answer(String project, String pipeline, int modelVersion, boolean certain, Received<?> cause) {
        var trigger =
                new Trigger.Drift(cause.envelope().eventId(), cause.envelope().effect(), modelVersion, certain);
        pipelines.on(
                cause,
                Pipeline.id(project, pipeline),
                state -> decideTrigger.decide(state == null ? Pipeline.unknown(project, pipeline) : state, trigger));
    }
}
