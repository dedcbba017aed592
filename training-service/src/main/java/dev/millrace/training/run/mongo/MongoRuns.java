package dev.millrace.training.run.mongo;

import dev.millrace.messaging.ReadModel;
import dev.millrace.training.pipeline.Pipeline;
import dev.millrace.training.pipeline.RunId;
import dev.millrace.training.pipeline.RunRequest;
import dev.millrace.training.pipeline.Suppression;
import dev.millrace.training.pipeline.TriggerDecision;
import dev.millrace.training.pipeline.UnstartedRuns;
import dev.millrace.training.run.RunFilter;
import dev.millrace.training.run.RunReport;
import dev.millrace.training.run.RunReport.Result;
import dev.millrace.training.run.RunReport.Status;
import dev.millrace.training.run.Runs;
import dev.millrace.training.run.TrainingRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Records of runs as documents. */
@Component
class MongoRuns implements Runs, UnstartedRuns {

    private final RunDocuments documents;

    MongoRuns(RunDocuments documents) {
        this.documents = documents;
    }

    @Override
    public Optional<RunReport> find(String project, RunId run) {
        return documents.findById(RunDocument.id(project, run)).map(RunDocument::report);
    }

    @Override
    public List<RunReport> find(String project, RunFilter filter, String before, int limit) {
        return found(project, filter, filter.lowest(), filter.below(before), Limit.of(limit)).stream()
                .map(RunDocument::report)
                .toList();
    }

    /** Through the index that leaves over the least. */
    private List<RunDocument> found(String project, RunFilter filter, String above, String below, Limit limit) {
        var pipeline = filter.pipeline();
        var status = filter.recorded();
        var reason = filter.reason();
        if (pipeline != null) {
            return status == null
                    ? documents.findByProjectAndPipelineAndOrderBetweenOrderByOrderDesc(
                            project, pipeline, above, below, limit)
                    : documents.findByProjectAndPipelineAndStatusAndOrderBetweenOrderByOrderDesc(
                            project, pipeline, status, above, below, limit);
        }
        if (status != null) {
            return documents.findByProjectAndStatusAndOrderBetweenOrderByOrderDesc(
                    project, status, above, below, limit);
        }
        return reason == null
                ? documents.findByProjectAndOrderBetweenOrderByOrderDesc(project, above, below, limit)
                : documents.findByProjectAndReasonAndOrderBetweenOrderByOrderDesc(project, reason, above, below, limit);
    }

    @Override
    public long count(String project, Status status, Instant since) {
        return documents.countByProjectAndStatusAndOrderGreaterThan(project, status, RunId.orderFrom(since));
    }

    @Override
    public ReadModel row(TrainingRun run) {
        return ReadModel.of(RunDocument.of(run.project(), run.runId(), run.report()));
    }

    @Override
    public ReadModel row(Pipeline pipeline, RunRequest run, TriggerDecision.Suppressed why, Instant at) {
        boolean cancelled = why.reason() == Suppression.CANCELLED;
        var report = RunReport.unstarted(
                pipeline.runId(run),
                cancelled ? Status.CANCELLED : Status.SUPPRESSED,
                run,
                RunReport.Data.of(pipeline.dataset(), pipeline.data()),
                Result.withoutModel(at, cancelled ? null : why.reason().name(), why.detail()));
        return ReadModel.of(RunDocument.of(pipeline.project(), pipeline.runId(run), report));
    }
}
