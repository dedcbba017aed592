package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
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
     * Some runs, newest first.
     *
     * @param next the run after which the next page begins; null on the last
     */
    public record Page(List<RunReport> runs, @Nullable String next) {}

    /**
     * A page of the runs that match; where few do it may be short or empty, and yet have a next one. It is empty where there is no run of
     * the name {@code after}.
     *
     * @param after only those asked for before this one; null for the newest
     */
    public Page runs(String project, RunFilter filter, @Nullable RunId after, int limit) {
        var before = after == null
                ? Optional.of(RunFilter.NEWEST)
                : run(project, after).map(report -> after.order(report.request().requestedAt()));
        return before.map(order -> page(project, filter, order, limit)).orElse(new Page(List.of(), null));
    }

    private Page page(String project, RunFilter filter, String before, int limit) {
        var found = Stream.concat(
                        waiting(project, filter, before, limit + 1),
                        rows.find(project, filter, before, limit + 1).stream())
                .sorted(Comparator.comparing(FindRuns::order).reversed())
                .toList();
        var read = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                read.stream()
                        .map(report -> current(project, report))
                        .filter(filter::takes)
                        .toList(),
                found.size() > limit ? read.getLast().run() : null);
    }

    /** Runs that wait are few, and known to their pipelines alone. */
    private Stream<RunReport> waiting(String project, RunFilter filter, String before, int limit) {
        boolean wanted = filter.status() == null || filter.status() == Status.WAITING;
        if (!wanted) {
            return Stream.empty();
        }
        if (filter.pipeline() != null) {
            return pipelines
                    .find(Pipeline.id(project, filter.pipeline()))
                    .flatMap(stored -> waiting(stored.state()))
                    .filter(report -> isBetween(report, filter, before))
                    .stream();
        }
        return waiting.waiting(project, filter.below(before), limit).stream()
                .map(FindRuns::waiting)
                .filter(report -> isBetween(report, filter, before));
    }

    private static boolean isBetween(RunReport report, RunFilter filter, String before) {
        var order = order(report);
        return order.compareTo(filter.lowest()) >= 0 && order.compareTo(filter.below(before)) < 0;
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
        var progress = stored.progress();
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
