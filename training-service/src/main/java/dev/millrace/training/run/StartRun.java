package dev.millrace.training.run;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Outcome;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Starts a run because a person asks: neither cool-down nor breaker nor budget is in the way, and the breaker closes. */
@Component
public class StartRun {

    private static final String WAITS = "waits: ";

    private final AggregateStore<Pipeline> pipelines;
    private final DecideTrigger decideTrigger;

    StartRun(Aggregates aggregates, DecideTrigger decideTrigger) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.decideTrigger = decideTrigger;
    }

    /** What became of the request. */
    public sealed interface Answer {
        /**
         * There is, or will be, such a run.
         *
         * @param waits true where another run is active
         * @param replayed the same request was answered like this before
         */
        record Wanted(String run, boolean waits, boolean replayed) implements Answer {}

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
            return remembered(
                    decideTrigger.decide(state.withHistory(state.history().withNoGain(0)), trigger));
        });
        return switch (outcome) {
            case Outcome.Applied<Pipeline> applied -> {
                Pipeline pipeline = applied.state();
                yield new Answer.Wanted(newest(pipeline), pipeline.waiting() != null, false);
            }
            case Outcome.Replayed<Pipeline> replayed -> again(Objects.requireNonNull(replayed.answer()));
            case Outcome.Refused<Pipeline> refused -> new Answer.Refused(refused.code(), refused.detail());
            case Outcome.Ignored<Pipeline> ignored -> new Answer.Refused("IGNORED", ignored.because());
        };
    }

    /** With the answer to give whenever the request comes again, wherever the run stands by then. */
    private static Decision<Pipeline> remembered(Decision<Pipeline> decision) {
        return decision instanceof Decision.Apply<Pipeline> apply
                ? apply.answering((apply.state().waiting() == null ? "" : WAITS) + newest(apply.state()))
                : decision;
    }

    private static Answer again(String answer) {
        boolean waited = answer.startsWith(WAITS);
        return new Answer.Wanted(waited ? answer.substring(WAITS.length()) : answer, waited, true);
    }

    /** The run that was just started, or the one that waits: none is numbered after that. */
    private static String newest(Pipeline pipeline) {
        return new RunId(pipeline.name(), pipeline.history().numbers()).toString();
    }
}
