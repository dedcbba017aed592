package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.JobProgress;
import dev.millrace.messaging.Stored;
import dev.millrace.training.pipeline.Pipeline;
import dev.millrace.training.pipeline.Pipelines;
import dev.millrace.training.pipeline.RunId;
import dev.millrace.training.run.RunReport.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks up runs: each by its aggregate, lists by their records and by the pipelines in which a run waits. */
public class FindRuns {

    /** Sorts behind every order and every number. */
    private static final String NEWEST = "~";

    private final AggregateStore<Pipeline> pipelines;
    private final AggregateStore<TrainingRun> runs;
    private final Pipelines waiting;
    private final Runs rows;

    FindRuns(Aggregates aggregates, Pipelines waiting, Runs rows) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.runs = aggregates.of(TrainingRun.TYPE);
        this.waiting = waiting;
        this.rows = rows;
    }

    /** One run. */
    public Optional<RunReport> run(String project, RunId id) {
        return started(project, id).or(() -> wanted(project, id)).or(() -> rows.find(project, id));
    }

    /**
     * Runs of one pipeline, newest first.
     *
     * @param after only those asked for before this one; null for the newest
     */
    public List<RunReport> runs(String project, String pipeline, @Nullable RunId after, int limit) {
        var first = after == null
                ? pipelines.find(Pipeline.id(project, pipeline)).flatMap(stored -> waiting(stored.state())).stream()
                : Stream.<RunReport>empty();
        int before = after == null ? Integer.MAX_VALUE : after.number();
        return Stream.concat(first, rows.ofPipeline(project, pipeline, before, limit).stream())
                .limit(limit)
                .map(report -> current(project, report))
                .toList();
    }

    /** Runs of all pipelines, newest first; empty where there is no run of the name {@code after}. */
    public List<RunReport> runs(String project, @Nullable RunId after, int limit) {
        var before = after == null
                ? Optional.of(NEWEST)
                : run(project, after).map(report -> after.order(report.request().requestedAt()));
        return before.map(order -> Stream.concat(
                                waiting.waiting(project, order, limit).stream().map(FindRuns::waiting),
                                rows.all(project, order, limit).stream())
                        .sorted(Comparator.comparing(FindRuns::order).reversed())
                        .limit(limit)
                        .map(report -> current(project, report))
                        .toList())
                .orElse(List.of());
    }

    private static String order(RunReport report) {
        return RunId.parse(report.run()).orElseThrow().order(report.request().requestedAt());
    }

    private static RunReport waiting(Pipelines.WaitingRun run) {
        return RunReport.open(
                new RunId(run.pipeline(), run.request().number()),
                Status.WAITING,
                run.request(),
                RunReport.Data.of(run.dataset(), run.data()));
    }

    /** A record says nothing about progress: of a run that is not over, its aggregate does. */
    private RunReport current(String project, RunReport report) {
        return report.status() == Status.REQUESTED
                ? RunId.parse(report.run()).flatMap(id -> started(project, id)).orElse(report)
                : report;
    }

    private Optional<RunReport> started(String project, RunId id) {
        return runs.find(TrainingRun.id(project, id)).map(FindRuns::started);
    }

    private static RunReport started(Stored<TrainingRun> stored) {
        var report = stored.state().report();
        JobProgress progress = stored.progress();
        return progress == null
                        || !progress.status().equals("RUNNING")
                        || stored.state().isOver()
                ? report
                : report.at(new RunReport.Progress(
                        progress.attempt(), progress.stage(), progress.fraction(), progress.figures()));
    }

    /** A run of which only its pipeline knows: it waits, or was started a moment ago. */
    private Optional<RunReport> wanted(String project, RunId id) {
        return pipelines
                .find(Pipeline.id(project, id.pipeline()))
                .map(Stored::state)
                .flatMap(pipeline -> waiting(pipeline)
                        .filter(report -> report.run().equals(id.toString()))
                        .or(() -> pipeline.active(id.number())
                                .map(order -> TrainingRun.requested(project, id.pipeline(), order)
                                        .report())));
    }

    private static Optional<RunReport> waiting(Pipeline pipeline) {
        return Optional.ofNullable(pipeline.runs().waiting())
                .map(run -> RunReport.open(
                        pipeline.runId(run),
                        Status.WAITING,
                        run,
                        RunReport.Data.of(pipeline.dataset(), pipeline.data())));
    }
}
