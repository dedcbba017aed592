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

    /**
     * Pure.
     *
     * @param expectedGeneration what the person believes to be in service; null where they do not say
     */
    static Review of(
            @Nullable ModelState state,
            int number,
            VersionLookup lookup,
            Choice choice,
            String by,
            String reason,
            @Nullable Long expectedGeneration,
            Instant now) {
        if (state == null || number < 1 || number > state.lastVersion()) {
            return new Refused(
                    Refusals.VERSION_NOT_FOUND,
                    state == null
                            ? "There is no such model; ./millrace status lists those that there are"
                            : "The model has no version %d, its newest is %d".formatted(number, state.lastVersion()));
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
        var permission = Permission.byRules(version, by);
        if (permission.code() != null && permission.detail() != null) {
            return new Refused(permission.code(), permission.detail());
        }
        var moved = Refusals.movedOn(state, expectedGeneration);
        return moved.isPresent()
                ? new Refused(Refusals.GENERATION_CHANGED, moved.get())
                : apply(state, version, choice, by, reason, now);
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
        return new Refused(Refusals.ALREADY_DECIDED, Permission.decided(number, status, decision));
    }
}
