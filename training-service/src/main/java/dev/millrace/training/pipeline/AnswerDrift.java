package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Received;
import dev.millrace.training.pipeline.Trigger.Drift.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether drift calls for a run. */
public class AnswerDrift {

    private final AggregateStore<Pipeline> pipelines;
    private final DecideTrigger decideTrigger;

    AnswerDrift(Aggregates aggregates, DecideTrigger decideTrigger) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.decideTrigger = decideTrigger;
    }

    /** The world of a version may have moved. */
    public void mayHaveMoved(String project, String pipeline, int modelVersion, Received<?> cause) {
        answer(project, pipeline, modelVersion, Finding.POSSIBLE, null, cause);
    }

    /** The world of a version moved. */
    public void moved(String project, String pipeline, int modelVersion, Instant since, Received<?> cause) {
        answer(project, pipeline, modelVersion, Finding.CERTAIN, since, cause);
    }

    /** The values that a version is asked with are wrong. */
    public void broken(String project, String pipeline, int modelVersion, Received<?> cause) {
        answer(project, pipeline, modelVersion, Finding.FAULT, null, cause);
    }

    private void answer(
            String project,
            String pipeline,
            int modelVersion,
            Finding finding,
            @Nullable Instant since,
            Received<?> cause) {
        var trigger = new Trigger.Drift(
                List.of(cause.envelope().eventId()), cause.envelope().effect(), modelVersion, finding);
        pipelines.on(
                cause,
                Pipeline.id(project, pipeline),
                state -> decideTrigger.decide(
                        (state == null ? Pipeline.unknown(project, pipeline) : state).moved(modelVersion, since),
                        trigger));
    }
}
