package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Outcome;
import org.springframework.stereotype.Component;

/** Starts a run because a person asks: neither cool-down nor breaker nor budget is in the way, and the breaker closes. */
@Component
public class StartRun {

    private final AggregateStore<Pipeline> pipelines;
    private final DecideTrigger decideTrigger;

    StartRun(Aggregates aggregates, DecideTrigger decideTrigger) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.decideTrigger = decideTrigger;
    }

    /** What became of the request. */
    public sealed interface Answer {
        /** @param waits true where another run is active */
        record Wanted(String run, boolean waits) implements Answer {}

        record Refused(String code, String detail) implements Answer {}
    }

    /** Asks for a run. */
    public Answer start(String project, String name, Command command) {
        Trigger.Manual trigger = new Trigger.Manual(command.actor(), command.lineage());
        Outcome<Pipeline> outcome = pipelines.command(command, Pipeline.id(project, name), state -> {
            if (state == null || state.definition() == null) {
                return Decision.refuse("NOT_FOUND", "There is no pipeline " + name);
            }
            if (state.known().isEmpty()) {
                return Decision.refuse(
                        "DATASET_NOT_VALID", "Dataset " + state.dataset() + " has no validated version yet");
            }
            return decideTrigger.decide(state.withHistory(state.history().withNoGain(0)), trigger);
        });
        return switch (outcome) {
            case Outcome.Applied<Pipeline> applied -> wanted(applied.state());
            case Outcome.Replayed<Pipeline> replayed -> wanted(replayed.state());
            case Outcome.Refused<Pipeline> refused -> new Answer.Refused(refused.code(), refused.detail());
            case Outcome.Ignored<Pipeline> ignored -> new Answer.Refused("IGNORED", ignored.because());
        };
    }

    private static Answer wanted(Pipeline pipeline) {
        Run waiting = pipeline.waiting();
        String newest = new RunId(pipeline.name(), pipeline.history().numbers()).toString();
        return new Answer.Wanted(
                waiting == null ? newest : pipeline.runId(waiting).toString(), waiting != null);
    }
}
