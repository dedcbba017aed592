package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import dev.millrace.training.pipeline.CancelWaitingRun;
import dev.millrace.training.pipeline.Pipeline;
import dev.millrace.training.pipeline.RunId;
import java.time.Clock;
import java.util.Optional;

/** Ends a run because a person asks; its worker is fenced off and its result, should one come, refused. */
public class CancelRun {

    private final AggregateStore<Pipeline> pipelines;
    private final AggregateStore<TrainingRun> runs;
    private final CancelWaitingRun cancelWaitingRun;
    private final EndRun endRun;
    private final Clock clock;

    CancelRun(Aggregates aggregates, CancelWaitingRun cancelWaitingRun, EndRun endRun, Clock clock) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.runs = aggregates.of(TrainingRun.TYPE);
        this.cancelWaitingRun = cancelWaitingRun;
        this.endRun = endRun;
        this.clock = clock;
    }

    /** @return false where the run is not there or over */
    public boolean cancel(String project, RunId id, Command command) {
        return cancelStarted(project, id, command)
                || cancelWaitingRun.cancel(project, id, command)
                || cancelStarted(project, id, command); // It may have had its turn between the two.
    }

    /** A run that was decided a moment ago may not be created yet; then it is created as cancelled. */
    private boolean cancelStarted(String project, RunId id, Command command) {
        var started = runs.find(TrainingRun.id(project, id)).map(Stored::state).or(() -> decided(project, id));
        return started.isPresent()
                && switch (runs.command(
                        command,
                        TrainingRun.id(project, id),
                        state -> cancelled(state == null ? started.get() : state, command))) {
                    case Outcome.Applied<TrainingRun> _, Outcome.Replayed<TrainingRun> _ -> true;
                    case Outcome.Ignored<TrainingRun> _, Outcome.Refused<TrainingRun> _ -> false;
                };
    }

    private Optional<TrainingRun> decided(String project, RunId id) {
        return pipelines
                .find(Pipeline.id(project, id.pipeline()))
                .flatMap(stored -> stored.state().active(id.number()))
                .map(order -> TrainingRun.requested(project, id.pipeline(), order));
    }

    private Decision<TrainingRun> cancelled(TrainingRun run, Command command) {
        return endRun.cancelled(run, command.actor(), clock.instant());
    }
}
