package dev.millrace.training.run;

import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Lineage;
import dev.millrace.training.pipeline.ActiveRun;
import dev.millrace.training.pipeline.RunId;
import dev.millrace.training.run.RunReport.Result;
import dev.millrace.training.run.RunReport.Status;

/**
 * A run: what it is to learn, and what came of it.
 *
 * @param order as its pipeline started it
 * @param status REQUESTED until it is over
 * @param attempt the worker's that ended it; 0 before
 */
public record TrainingRun(String project, String pipeline, ActiveRun order, Status status, int attempt, Result result) {

    static final AggregateType<TrainingRun> TYPE = new AggregateType<>("runs", TrainingRun.class);

    static TrainingRun requested(String project, String pipeline, ActiveRun order) {
        return new TrainingRun(project, pipeline, order, Status.REQUESTED, 0, Result.NONE);
    }

    static String id(String project, RunId run) {
        return project + "/" + run;
    }

    public RunId runId() {
        return new RunId(pipeline, order.number());
    }

    String id() {
        return id(project, runId());
    }

    Lineage lineage() {
        return order.request().lineage();
    }

    boolean isOver() {
        return status != Status.REQUESTED;
    }

    TrainingRun ended(Status how, int attempts, Result what) {
        return new TrainingRun(project, pipeline, order, how, attempts, what);
    }

    public RunReport report() {
        return new RunReport(
                runId().toString(),
                pipeline,
                status,
                RunReport.request(order.request()),
                RunReport.Data.of(order.dataset(), order.data()),
                isOver() ? RunReport.Progress.ended(attempt, status == Status.TRAINED) : RunReport.Progress.NONE,
                result);
    }
}
