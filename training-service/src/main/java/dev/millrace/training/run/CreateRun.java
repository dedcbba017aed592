package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Received;
import dev.millrace.training.pipeline.Pipeline;
import dev.millrace.training.pipeline.RunId;

/** Creates the run that a pipeline has started. What it is to do stands in the pipeline as long as the run is active there. */
public class CreateRun {

    private final AggregateStore<Pipeline> pipelines;
    private final AggregateStore<TrainingRun> runs;
    private final Runs rows;

    CreateRun(Aggregates aggregates, Runs rows) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.runs = aggregates.of(TrainingRun.TYPE);
        this.rows = rows;
    }

    /** That the run is there tells that it was created before. */
    public void create(String project, RunId id, Received<?> cause) {
        pipelines
                .find(Pipeline.id(project, id.pipeline()))
                .flatMap(stored -> stored.state().active(id.number()))
                .map(order -> TrainingRun.requested(project, id.pipeline(), order))
                .ifPresent(run -> runs.onNaturalKey(
                        cause,
                        run.id(),
                        state -> state == null
                                ? Decision.apply(run, "run.created")
                                        .with(new JobChange.Request(run.id()))
                                        .storing(rows.row(run))
                                : Decision.ignore("run " + id + " was created before")));
    }
}
