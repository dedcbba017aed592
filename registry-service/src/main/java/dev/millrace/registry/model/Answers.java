package dev.millrace.registry.model;

import dev.millrace.messaging.Outcome;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns what came of a command into what the person is told. */
final class Answers {

    private Answers() {}

    static Answer of(Outcome<ModelState> outcome, Supplier<Optional<Version>> version) {
        return switch (outcome) {
            case Outcome.Applied<ModelState> applied -> new Answer.Done(applied.state(), false);
            case Outcome.Replayed<ModelState> replayed -> new Answer.Done(replayed.state(), true);
            case Outcome.Ignored<ModelState> ignored -> new Answer.Done(Objects.requireNonNull(ignored.state()), true);
            case Outcome.Refused<ModelState>(var code, var detail) ->
                new Answer.Refused(code, detail, version.get().orElse(null));
        };
    }
}
