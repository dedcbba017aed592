package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import java.util.Optional;

/** Looks up why a pipeline would, or would not, be trained next. */
public class FindTriggerState {

    private final AggregateStore<Pipeline> pipelines;
    private final AssessPipeline assessPipeline;

    FindTriggerState(Aggregates aggregates, AssessPipeline assessPipeline) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.assessPipeline = assessPipeline;
    }

    /** Empty for a pipeline that is not defined. */
    public Optional<TriggerState> find(String project, String name) {
        return pipelines
                .find(Pipeline.id(project, name))
                .map(Stored::state)
                .flatMap(pipeline -> Optional.ofNullable(pipeline.definition())
                        .map(definition -> TriggerState.of(assessPipeline.assess(pipeline, definition))));
    }
}
