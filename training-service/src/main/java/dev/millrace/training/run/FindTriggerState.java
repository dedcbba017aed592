package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks up why a pipeline would, or would not, be trained next. */
@Component
public class FindTriggerState {

    private final AggregateStore<Pipeline> pipelines;
    private final Clock clock;

    FindTriggerState(Aggregates aggregates, Clock clock) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.clock = clock;
    }

    /** Empty for a pipeline that is not defined. */
    public Optional<TriggerState> find(String project, String name) {
        return pipelines
                .find(Pipeline.id(project, name))
                .map(Stored::state)
                .flatMap(pipeline -> Optional.ofNullable(pipeline.definition())
                        .map(definition -> TriggerState.of(pipeline, definition, clock.instant())));
    }
}
