package dev.millrace.registry.model;

import dev.millrace.messaging.Outcome;
import dev.millrace.registry.history.Version.Status;
import dev.millrace.registry.history.Version.Verdict;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What came of a person's request. */
public sealed interface DecisionResult {

    /** @param replayed whether the same request was carried out before, and this is what came of it then */
    record Done(Receipt receipt, boolean replayed) implements DecisionResult {}

    /** @param earlier the decision that was first, where that is why */
    record Refused(String code, String detail, @Nullable Earlier earlier) implements DecisionResult {}

    /** A decision about the version that was first. */
    record Earlier(Status status, Verdict verdict) {}

    static DecisionResult of(
            Outcome<ModelState> outcome, Function<ModelState, Receipt> receipt, Supplier<@Nullable Earlier> earlier) {
        return switch (outcome) {
            case Outcome.Applied<ModelState> applied -> new Done(receipt.apply(applied.state()), false);
            case Outcome.Replayed<ModelState> replayed ->
                new Done(Receipt.parse(Objects.requireNonNull(replayed.answer())), true);
            case Outcome.Ignored<ModelState> ignored ->
                throw new IllegalStateException("no request is ignored: " + ignored.because());
            case Outcome.Refused<ModelState>(var code, var detail) -> new Refused(code, detail, earlier.get());
        };
    }
}
