package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.Outcome;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Takes back a run that waits, because a person asks. */
public class CancelWaitingRun {

    private final AggregateStore<Pipeline> pipelines;
    private final Pipelines rows;
    private final UnstartedRuns unstartedRuns;
    private final PipelineAnnouncements announcements;
    private final Clock clock;

    CancelWaitingRun(
            Aggregates aggregates,
            Pipelines rows,
            UnstartedRuns unstartedRuns,
            PipelineAnnouncements announcements,
            Clock clock) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.rows = rows;
        this.unstartedRuns = unstartedRuns;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** @return false where no such run waits */
    public boolean cancel(String project, RunId run, Command command) {
        var outcome = pipelines.command(
                command, Pipeline.id(project, run.pipeline()), state -> cancelled(state, run, command));
        return switch (outcome) {
            case Outcome.Applied<Pipeline> _, Outcome.Replayed<Pipeline> _ -> true;
            case Outcome.Ignored<Pipeline> _, Outcome.Refused<Pipeline> _ -> false;
        };
    }

    private Decision<Pipeline> cancelled(@Nullable Pipeline pipeline, RunId id, Command command) {
        var run = pipeline == null ? null : pipeline.waiting(id.number()).orElse(null);
        if (pipeline == null || run == null) {
            return Decision.refuse("RUN_OVER", "Run " + id + " does not wait");
        }
        var why = TriggerDecision.Suppressed.of(
                run,
                new TriggerPolicy.No(
                        Suppression.CANCELLED, "run %s was cancelled by %s".formatted(id, command.actor())));
        var without = pipeline.withRuns(pipeline.runs().waitingFor(null));
        var change = Decision.apply(without, "run.cancelled", announcements.decided(pipeline, why))
                .storing(rows.row(without, without.data()), unstartedRuns.row(pipeline, run, why, clock.instant()));
        return pipeline.runs().active() == null ? change.with(new JobChange.Clear()) : change;
    }
}
