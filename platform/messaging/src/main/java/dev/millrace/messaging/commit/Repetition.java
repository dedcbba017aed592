package dev.millrace.messaging.commit;

import dev.millrace.messaging.Command;
import dev.millrace.messaging.Outcome;
import java.util.Optional;
import java.util.function.Function;

/** Tells a cause that an aggregate has handled before, or that has no right to it any more, and what comes of it now. */
final class Repetition {

    private Repetition() {}

    /** Empty where the cause is to be decided on. */
    static <S> Optional<Outcome<S>> of(Cause cause, AggregateDocument document, Function<AggregateDocument, S> states) {
        return switch (cause) {
            case Cause.Event(var received, var marked) ->
                Optional.ofNullable(marked ? Marks.ignored(document, received) : null)
                        .map(because -> new Outcome.Ignored<>(states.apply(document), because));
            case Cause.Request(var command) -> answered(command, document, states);
            case Cause.Internal internal -> Optional.empty();
            case Cause.Completion completion ->
                isHeld(completion, document.jobSlot())
                        ? Optional.empty()
                        : Optional.of(new Outcome.Ignored<>(states.apply(document), "FENCED"));
        };
    }

    private static boolean isHeld(Cause.Completion completion, JobSlot slot) {
        return slot.fence() == completion.fence()
                && slot.job() != null
                && slot.job().id().equals(completion.jobId());
    }

    private static <S> Optional<Outcome<S>> answered(
            Command command, AggregateDocument document, Function<AggregateDocument, S> states) {
        return document.handled().commands().stream()
                .filter(handled -> handled.key().equals(command.idempotencyKey()))
                .findFirst()
                .map(handled -> handled.digest().equals(command.requestDigest())
                        ? new Outcome.Replayed<>(states.apply(document), document.revision(), handled.answer())
                        : new Outcome.Refused<>(
                                "IDEMPOTENCY_KEY_REUSED", "this idempotency key was used for another request"));
    }
}
