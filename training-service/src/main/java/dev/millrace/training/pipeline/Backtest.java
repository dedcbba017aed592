package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.training.pipeline.PastEvent.Ended;
import dev.millrace.training.pipeline.PastEvent.Judged;
import dev.millrace.training.pipeline.PastEvent.Triggered;
import dev.millrace.training.pipeline.PastEvent.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** Asks what another policy would have decided about a pipeline's past. Changes nothing and trains nothing. */
public class Backtest {

    private static final int MOST_EVENTS = 20_000;

    private final AggregateStore<Pipeline> pipelines;
    private final PastEvents pastEvents;
    private final TriggerPolicy policy;
    private final AssessPipeline assessPipeline;
    private final Clock clock;

    Backtest(
            Aggregates aggregates,
            PastEvents pastEvents,
            TriggerPolicy policy,
            AssessPipeline assessPipeline,
            Clock clock) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.pastEvents = pastEvents;
        this.policy = policy;
        this.assessPipeline = assessPipeline;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Result {
        record Done(BacktestReport report) implements Result {}

        record Refused(String code, String detail) implements Result {}
    }

    /**
     * Replays a pipeline's past.
     *
     * @param other the specification to try, of which {@code retrain}, {@code approval} and {@code data.versions} matter
     */
    public Result run(String project, String name, PipelineSpec other, Instant since) {
        var pipeline =
                pipelines.find(Pipeline.id(project, name)).map(Stored::state).orElse(null);
        var definition = pipeline == null ? null : pipeline.definition();
        if (pipeline == null || definition == null) {
            return new Result.Refused("NOT_FOUND", "There is no pipeline " + name);
        }
        if (!other.data().dataset().equals(pipeline.dataset())) {
            return new Result.Refused(
                    "DATASET_DIFFERS",
                    "Pipeline %s reads dataset %s and the specification to try %s; nothing recorded says what that one would have led to"
                            .formatted(name, pipeline.dataset(), other.data().dataset()));
        }
        var events = pastEvents.since(pipeline.id(), since, MOST_EVENTS + 1);
        if (events.size() > MOST_EVENTS) {
            return new Result.Refused(
                    "TOO_MUCH_PAST",
                    "More than %d events were recorded since %s; choose a later time".formatted(MOST_EVENTS, since));
        }
        return compare(pipeline, definition, other, since, usable(events, pipeline.dataset()));
    }

    /** From the first trigger on, which tells how the pipeline stood then, and since it reads the dataset that it reads now. */
    private static List<PastEvent> usable(List<PastEvent> events, String dataset) {
        int from = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).what() instanceof Triggered triggered
                    && !triggered.dataset().equals(dataset)) {
                from = i + 1;
            }
        }
        return events.subList(from, events.size()).stream()
                .dropWhile(event -> !(event.what() instanceof Triggered))
                .toList();
    }

    private Result compare(
            Pipeline pipeline, Definition inForce, PipelineSpec other, Instant since, List<PastEvent> events) {
        if (events.isEmpty()) {
            return new Result.Refused(
                    "NOTHING_RECORDED",
                    "Pipeline %s was told nothing since %s that could start a run".formatted(pipeline.name(), since));
        }
        var until = clock.instant();
        var recorded = recorded(events);
        var tried = replay(events, defined(other, inForce));
        var again = replay(events, inForce);
        var replayed = tried.through(events, until);
        var repeated = again.through(events, until);
        return new Result.Done(new BacktestReport(
                pipeline.name(),
                since,
                until,
                new BacktestReport.Runs(totals(events, until), replayed, repeated),
                Comparison.same(recorded, again.steps()),
                recorded.size(),
                Comparison.differences(recorded, tried.steps())));
    }

    private Replay replay(List<PastEvent> events, Definition definition) {
        var first = ((Triggered) events.getFirst().what()).before();
        return new Replay(
                first.withDefinition(definition),
                policy,
                (pipeline, now) -> assessPipeline.assess(pipeline, definition, now),
                new PastOutcomes(events));
    }

    private static Definition defined(PipelineSpec other, Definition inForce) {
        return new Definition(inForce.version() + 1, PipelineSpecs.digest(other), PipelineSpecs.toCanonicalJson(other));
    }

    private static List<Replay.Step> recorded(List<PastEvent> events) {
        return events.stream()
                .flatMap(event -> event.what() instanceof Triggered triggered
                        ? Stream.of(new Replay.Step(event.at(), triggered.kind(), triggered.decided()))
                        : Stream.empty())
                .toList();
    }

    private static BacktestReport.Totals totals(List<PastEvent> events, Instant until) {
        var ledger = new Ledger();
        var asked = new HashMap<String, Instant>();
        for (var event : events) {
            switch (event.what()) {
                case Triggered triggered when triggered.isCertainDrift() -> ledger.drifted(event.at());
                case Ended ended -> {
                    ledger.ended(ended.took(), false);
                    asked.put(ended.name(), ended.askedAt());
                }
                case Judged(var run, var verdict)
                when verdict == Verdict.APPROVED && asked.containsKey(run) -> ledger.served(asked.get(run), event.at());
                case Triggered _, Judged _ -> {}
            }
        }
        return ledger.totals(until);
    }
}
