package dev.millrace.registry.model;

import dev.millrace.registry.history.Version;
import dev.millrace.registry.history.Version.Status;
import dev.millrace.registry.history.Version.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What comes of a person's decision about a version that waits for one. */
sealed interface Review {

    /** It is to be served. */
    record Approved(ModelState state, Version version, Champion champion) implements Review {}

    /** It is not to be served. */
    record Rejected(ModelState state, Version version) implements Review {}

    /** The decision does not count. */
    record Refused(String code, String detail) implements Review {}

    /** What a person decides. */
    enum Choice {
        APPROVE,
        REJECT
    }

    /** Pure. */
    static Review of(
            @Nullable ModelState state,
            int number,
            VersionLookup lookup,
            Choice choice,
            String by,
            String reason,
            Instant now) {
        if (state == null || number < 1 || number > state.lastVersion()) {
            return new Refused(Refusals.VERSION_NOT_FOUND, "There is no such model or version");
        }
        var recent = state.recent(number);
        if (recent.isPresent() && recent.get().decision() != null) {
            return decided(number, recent.get().status(), recent.get().decision());
        }
        var version = lookup.version();
        if (version == null || lookup.isOutdated(state)) {
            return new Refused(Refusals.CHANGED_MEANWHILE, "The model is being changed; ask again");
        }
        if (version.decision() != null) {
            return decided(number, version.status(), version.decision());
        }
        var refused = refusal(version, by);
        return refused == null ? apply(state, version, choice, by, reason, now) : refused;
    }

    private static @Nullable Refused refusal(Version version, String by) {
        if (version.review().fourEyes() && version.isBy(by)) {
            return new Refused(
                    Refusals.FOUR_EYES,
                    "Whoever brought its data or asked for its run cannot decide about a model, and %s did"
                            .formatted(by));
        }
        var reviewers = version.review().reviewers();
        if (!reviewers.isEmpty() && !reviewers.contains(by)) {
            return new Refused(Refusals.REVIEWER_REQUIRED, "The specification names who may decide");
        }
        return null;
    }

    private static Review apply(
            ModelState state, Version version, Choice choice, String by, String reason, Instant now) {
        var verdict = new Verdict(by, now, reason);
        return switch (choice) {
            case REJECT -> {
                var rejected = version.rejected(verdict);
                yield new Rejected(state.deciding(rejected), rejected);
            }
            case APPROVE -> {
                var approved = version.approved(verdict, state.championVersion());
                var training = approved.training();
                var target = new Promotion.Target(
                        approved.number(), training.packageDigest(), training.runId(), approved.predecessor());
                var champion = Promotion.of(state, target, by, "approval: " + reason, false, now);
                yield new Approved(state.deciding(approved).serving(champion), approved, champion);
            }
        };
    }

    private static Refused decided(int number, Status status, Verdict decision) {
        return new Refused(
                Refusals.ALREADY_DECIDED,
                "Version %d was %s by %s at %s"
                        .formatted(
                                number,
                                status == Status.APPROVED ? "approved" : "rejected",
                                decision.by(),
                                decision.at()));
    }
}
