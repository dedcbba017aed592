package dev.millrace.registry.model;

import dev.millrace.messaging.Outcome;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Turns what came of a command into what the person is told. */
final class Answers {

    private Answers() {}

    static Answer of(
            Outcome<ModelState> outcome, Function<ModelState, Told> told, Supplier<Optional<Version>> version) {
        return switch (outcome) {
            case Outcome.Applied<ModelState> applied -> new Answer.Done(told.apply(applied.state()), false);
            case Outcome.Replayed<ModelState> replayed ->
                new Answer.Done(Told.parse(Objects.requireNonNull(replayed.answer())), true);
            case Outcome.Ignored<ModelState> ignored ->
                throw new IllegalStateException("no wish is ignored: " + ignored.because());
            case Outcome.Refused<ModelState>(var code, var detail) ->
                new Answer.Refused(code, detail, version.get().orElse(null));
        };
    }
}
