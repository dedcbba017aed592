package dev.millrace.training.run.mongo;

import dev.millrace.training.pipeline.RunId;
import dev.millrace.training.run.RunReport;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The record of a run.
 *
 * @param order by which the runs of all pipelines are sorted
 */
@Document("run-reports")
@CompoundIndex(name = "pipeline", def = "{'project': 1, 'pipeline': 1, 'number': -1}")
@CompoundIndex(name = "all", def = "{'project': 1, 'order': -1}")
record RunDocument(@Id String id, String project, String pipeline, int number, String order, RunReport report) {

    static RunDocument of(String project, RunId run, RunReport report) {
        return new RunDocument(
                id(project, run),
                project,
                run.pipeline(),
                run.number(),
                run.order(report.request().requestedAt()),
                report);
    }

    static String id(String project, RunId run) {
        return project + "/" + run;
    }
}
