package dev.millrace.registry.model;

import dev.millrace.registry.model.Version.Status;
import dev.millrace.registry.model.Version.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What comes of a person's word about a version that waits for one. */
sealed interface Review {

    /** It is to be served. */
    record Approved(ModelState state, Version version, Generation generation) implements Review {}

    /** It is not to be served. */
    record Rejected(ModelState state, Version version) implements Review {}

    /** The word does not count. */
    record Refused(String code, String detail) implements Review {}

    /** What a person wants to be. */
    enum Word {
        APPROVE,
        REJECT
    }

    /**
     * Pure.
     *
     * @param old the version where it has left the document, which only a decided one does
     */
    static Review of(
            @Nullable ModelState state,
            int number,
            @Nullable Version old,
            Word word,
            String by,
            String reason,
            Archived archived,
            Instant now) {
        Version version = state == null ? null : state.version(number).orElse(old);
        if (state == null || version == null) {
            return new Refused(Refusals.VERSION_NOT_FOUND, "There is no such model or version");
        }
        Verdict decision = version.decision();
        if (decision != null) {
            return new Refused(
                    Refusals.ALREADY_DECIDED,
                    "Version %d was %s by %s at %s"
                            .formatted(
                                    number,
                                    version.status() == Status.APPROVED ? "approved" : "rejected",
                                    decision.by(),
                                    decision.at()));
        }
        if (version.fourEyes() && version.isBy(by)) {
            return new Refused(
                    Refusals.FOUR_EYES,
                    "Whoever brought its data or asked for its run cannot decide about a model, and %s did"
                            .formatted(by));
        }
        if (!version.reviewers().isEmpty() && !version.reviewers().contains(by)) {
            return new Refused(Refusals.REVIEWER_REQUIRED, "The specification names who may decide");
        }
        Verdict verdict = new Verdict(by, now, reason);
        return switch (word) {
            case REJECT -> {
                Version rejected = version.decided(Status.REJECTED, verdict);
                yield new Rejected(state.replacing(rejected), rejected);
            }
            case APPROVE -> {
                Version approved = version.decided(Status.APPROVED, verdict);
                Generation generation = Promotion.of(state, approved, by, "approval: " + reason, false, now);
                yield new Approved(state.replacing(approved).serving(generation, archived), approved, generation);
            }
        };
    }
}
