package dev.millrace.training.run.mongo;

import dev.millrace.training.pipeline.Reason;
import dev.millrace.training.pipeline.RunId;
import dev.millrace.training.run.RunReport;
import dev.millrace.training.run.RunReport.Status;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The record of a run.
 *
 * @param order by which runs are sorted
 */
@Document("run-reports")
@CompoundIndex(name = "all", def = "{'project': 1, 'order': -1}")
@CompoundIndex(name = "pipeline", def = "{'project': 1, 'pipeline': 1, 'order': -1}")
@CompoundIndex(name = "pipeline_status", def = "{'project': 1, 'pipeline': 1, 'status': 1, 'order': -1}")
@CompoundIndex(name = "status", def = "{'project': 1, 'status': 1, 'order': -1}")
@CompoundIndex(name = "reason", def = "{'project': 1, 'reason': 1, 'order': -1}")
record RunDocument(
        @Id String id, String project, String pipeline, Status status, Reason reason, String order, RunReport report) {

    static RunDocument of(String project, RunId run, RunReport report) {
        return new RunDocument(
                id(project, run),
                project,
                run.pipeline(),
                report.status(),
                report.request().reason(),
                run.order(report.request().requestedAt()),
                report);
    }

    static String id(String project, RunId run) {
        return project + "/" + run;
    }
}
