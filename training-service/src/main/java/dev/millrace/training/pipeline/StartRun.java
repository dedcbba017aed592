package dev.millrace.training.pipeline;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Command;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Received;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Starts a run because somebody asks, a person or a program outside: neither cool-down nor breaker nor budget is in the way, and the breaker closes. */
public class StartRun {

    private static final String WAITS = "waits: ";

    private final AggregateStore<Pipeline> pipelines;
    private final DecideTrigger decideTrigger;

    StartRun(Aggregates aggregates, DecideTrigger decideTrigger) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.decideTrigger = decideTrigger;
    }

    /** What became of the request. */
    public sealed interface Result {
        /**
         * There is, or will be, such a run.
         *
         * @param cascadeId of the request, which leads to that of the run; null where a release answered it that did not keep it
         * @param waits true where it has to wait for its turn
         * @param replayed the same request was answered like this before
         */
        record Accepted(String run, @Nullable String cascadeId, boolean waits, boolean replayed) implements Result {}

        record Refused(String code, String detail) implements Result {}
    }

    /** Asks for a run. */
    public Result start(String project, String name, Command command) {
        var trigger = new Trigger.Manual(command.actor(), command.lineage());
        var outcome = pipelines.command(command, Pipeline.id(project, name), state -> decide(state, name, trigger));
        return switch (outcome) {
            case Outcome.Applied<Pipeline> applied -> {
                var pipeline = applied.state();
                yield new Result.Accepted(
                        newest(pipeline),
                        command.lineage().cascadeId(),
                        pipeline.runs().waiting() != null,
                        false);
            }
            case Outcome.Replayed<Pipeline> replayed -> again(Objects.requireNonNull(replayed.answer()));
            case Outcome.Refused<Pipeline> refused -> new Result.Refused(refused.code(), refused.detail());
            case Outcome.Ignored<Pipeline> ignored -> new Result.Refused("IGNORED", ignored.because());
        };
    }

    /**
     * Asks for a run by an event.
     *
     * @param asker who asks, as the event says
     */
    public void start(String project, String name, String asker, Received<?> request) {
        var trigger = new Trigger.Manual(asker, request.envelope().effect());
        pipelines.on(request, Pipeline.id(project, name), state -> decide(state, name, trigger));
    }

    private Decision<Pipeline> decide(@Nullable Pipeline pipeline, String name, Trigger.Manual trigger) {
        if (pipeline == null || pipeline.definition() == null) {
            return Decision.refuse(
                    "NOT_FOUND",
                    "There is no pipeline '%s'. Name one that there is, or declare it with ./millrace apply FILE"
                            .formatted(name));
        }
        var closed = pipeline.withPast(pipeline.past().withoutGain(0));
        return remembered(pipeline, trigger, decideTrigger.decide(closed, trigger));
    }

    /** With the answer to give whenever the request comes again, wherever the run stands by then. */
    private static Decision<Pipeline> remembered(Pipeline before, Trigger.Manual trigger, Decision<Pipeline> decision) {
        if (!(decision instanceof Decision.Apply<Pipeline> apply)) {
            return decision;
        }
        var runs = apply.state().runs();
        if (runs.equals(before.runs())) {
            return Decision.refuse(
                    "DATASET_NOT_VALID",
                    "Dataset %s has no validated version that data.versions lets a run read"
                            .formatted(before.dataset()));
        }
        return apply.answering("%s%s %s"
                .formatted(
                        runs.waiting() == null ? "" : WAITS,
                        newest(apply.state()),
                        trigger.lineage().cascadeId()));
    }

    private static Result again(String answer) {
        boolean waited = answer.startsWith(WAITS);
        var named = (waited ? answer.substring(WAITS.length()) : answer).split(" ", -1);
        return new Result.Accepted(named[0], named.length > 1 ? named[1] : null, waited, true);
    }

    /** The run that was just started, or the one that waits: none is numbered after that. */
    private static String newest(Pipeline pipeline) {
        return new RunId(pipeline.name(), pipeline.runs().numbered()).toString();
    }
}
