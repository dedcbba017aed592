package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.JobProgress;
import dev.millrace.messaging.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Looks up runs: those that are wanted in their pipeline, those that ended in their reports. */
@Component
public class FindRuns {

    private static final int SHOWN = 200;
    private static final int PAGE = 500;

    private final AggregateStore<Pipeline> pipelines;
    private final Details<RunReport> reports;

    FindRuns(Aggregates aggregates) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.reports = aggregates.details("runs", RunReport.class);
    }

    /** One run. */
    public Optional<RunReport> run(String project, RunId runId) {
        return pipelines
                .find(Pipeline.id(project, runId.pipeline()))
                .flatMap(stored -> wanted(stored)
                        .filter(report -> report.run().equals(runId.toString()))
                        .findFirst()
                        .or(() ->
                                reports.find(runId.recordId(project)).map(report -> settled(stored.state(), report))));
    }

    /** Runs of one pipeline, newest first. */
    public List<RunReport> runs(String project, String pipeline) {
        return pipelines
                .find(Pipeline.id(project, pipeline))
                .map(stored -> newestFirst(wanted(stored), ended(stored.state())))
                .orElse(List.of());
    }

    /** Runs of all pipelines, newest first. */
    public List<RunReport> runs(String project) {
        List<RunReport> runs = new ArrayList<>();
        String prefix = project + "/";
        List<Stored<Pipeline>> page = pipelines.list(prefix, "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(stored -> runs.addAll(newestFirst(wanted(stored), ended(stored.state()))));
            page = pipelines.list(prefix, page.getLast().id(), PAGE);
        }
        return newestFirst(runs.stream(), Stream.empty());
    }

    private Stream<RunReport> ended(Pipeline pipeline) {
        String prefix = Pipeline.id(pipeline.project(), pipeline.name()) + "/";
        return reports.list(prefix, SHOWN).stream()
                .filter(report -> !isWanted(pipeline, report))
                .map(report -> settled(pipeline, report));
    }

    /** A report is put down just before its run ends; until then the pipeline has the last word. */
    private static boolean isWanted(Pipeline pipeline, RunReport report) {
        return Stream.ofNullable(pipeline.active())
                .anyMatch(run -> pipeline.runId(run).toString().equals(report.run()));
    }

    /** The result of a worker that did not hear of the cancelling counts for nothing. */
    private static RunReport settled(Pipeline pipeline, RunReport report) {
        return pipeline.history().cancelled().stream()
                .filter(run ->
                        new RunId(pipeline.name(), run.number()).toString().equals(report.run()))
                .findFirst()
                .map(run -> report.made(null, Map.of(), List.of())
                        .ended(RunReport.Status.CANCELLED, run.at(), null, "by " + run.by()))
                .orElse(report);
    }

    private static List<RunReport> newestFirst(Stream<RunReport> some, Stream<RunReport> others) {
        return Stream.concat(some, others)
                .sorted(Comparator.comparing(RunReport::requestedAt).reversed())
                .limit(SHOWN)
                .toList();
    }

    private static Stream<RunReport> wanted(Stored<Pipeline> stored) {
        Pipeline pipeline = stored.state();
        return Stream.concat(
                Stream.ofNullable(pipeline.waiting()).map(run -> RunReport.of(pipeline, run, RunReport.Status.WAITING)),
                Stream.ofNullable(pipeline.active()).map(run -> active(pipeline, run, stored)));
    }

    private static RunReport active(Pipeline pipeline, Run run, Stored<Pipeline> stored) {
        JobProgress progress = stored.progress();
        if (progress == null || !progress.status().equals("RUNNING")) {
            return RunReport.of(pipeline, run, RunReport.Status.REQUESTED);
        }
        return RunReport.of(pipeline, run, RunReport.Status.RUNNING)
                .working(progress.attempt(), progress.stage(), progress.fraction(), progress.figures());
    }
}
