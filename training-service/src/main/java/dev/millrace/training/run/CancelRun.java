package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ends a run because a person asks; its worker is fenced off and its result, should one come, refused. */
@Component
public class CancelRun {

    private final AggregateStore<Pipeline> pipelines;
    private final Details<RunReport> reports;
    private final DecideTrigger decideTrigger;
    private final EndRun endRun;
    private final Clock clock;

    CancelRun(Aggregates aggregates, DecideTrigger decideTrigger, EndRun endRun, Clock clock) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.reports = aggregates.details("runs", RunReport.class);
        this.decideTrigger = decideTrigger;
        this.endRun = endRun;
        this.clock = clock;
    }

    /** @return false where the run is not there or over */
    public boolean cancel(String project, RunId runId, Command command) {
        String id = Pipeline.id(project, runId.pipeline());
        Optional<RunReport> report = pipelines.find(id).flatMap(stored -> report(stored.state(), runId));
        Outcome<Pipeline> outcome = pipelines.command(command, id, state -> cancelled(state, runId, command));
        return switch (outcome) {
            case Outcome.Applied<Pipeline> _ -> {
                report.ifPresent(kept -> reports.put(runId.recordId(project), kept));
                yield true;
            }
            case Outcome.Replayed<Pipeline> _ -> true;
            case Outcome.Ignored<Pipeline> _, Outcome.Refused<Pipeline> _ -> false;
        };
    }

    /**
     * What it was; that it was cancelled, when and by whom, stands in the history. It is kept only once the run is
     * cancelled, because a run that ended first has put down its result in the same place.
     */
    private static Optional<RunReport> report(Pipeline pipeline, RunId runId) {
        return Optional.ofNullable(wanted(pipeline, runId))
                .map(run -> RunReport.of(pipeline, run, RunReport.Status.CANCELLED));
    }

    private static @Nullable Run wanted(Pipeline pipeline, RunId runId) {
        Run active = pipeline.active();
        Run waiting = pipeline.waiting();
        if (active != null && active.number() == runId.number()) {
            return active;
        }
        return waiting != null && waiting.number() == runId.number() ? waiting : null;
    }

    private Decision<Pipeline> cancelled(@Nullable Pipeline state, RunId runId, Command command) {
        Run run = state == null ? null : wanted(state, runId);
        if (state == null || run == null) {
            return Decision.refuse("RUN_OVER", "Run " + runId + " is neither active nor waiting");
        }
        TriggerDecision told = new TriggerDecision.Suppressed(
                Suppression.CANCELLED,
                run.causes(),
                run.lineage(),
                "run %s was cancelled by %s".formatted(runId, command.actor()));
        Instant now = clock.instant();
        Pipeline marked = state.withHistory(
                state.history().withCancelled(new History.Cancelled(run.number(), now, command.actor())));
        return run.equals(state.active())
                ? endRun.end(marked, now, "run.cancelled", List.of(decideTrigger.announced(state, told)))
                : Decision.apply(
                        marked.withRuns(state.active(), null), "run.cancelled", decideTrigger.announced(state, told));
    }
}
