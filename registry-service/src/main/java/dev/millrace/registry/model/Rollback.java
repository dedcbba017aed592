package dev.millrace.registry.model;

import dev.millrace.registry.history.Version.Status;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What comes of a person's request to serve an earlier version again. */
sealed interface Rollback {

    /** It is to be served, as a generation of its own. */
    record Restored(ModelState state, Champion champion) implements Rollback {}

    /** Nothing changes. */
    record Refused(String code, String detail) implements Rollback {}

    /** The version that a request means; null where there is none. */
    static @Nullable Integer target(@Nullable ModelState state, @Nullable Integer wanted) {
        if (wanted != null || state == null || state.champion() == null) {
            return wanted;
        }
        return state.champion().predecessor();
    }

    /**
     * Pure.
     *
     * @param wanted null for the version that served before the present one was first put in service
     * @param lookup the version that is meant
     * @param expectedGeneration what the person believes to be in service; null where they do not say
     */
    static Rollback of(
            @Nullable ModelState state,
            @Nullable Integer wanted,
            VersionLookup lookup,
            String by,
            String reason,
            @Nullable Long expectedGeneration,
            Instant now) {
        if (state == null || state.champion() == null) {
            return new Refused(Refusals.NO_CHAMPION, "Nothing serves that could be rolled back");
        }
        int served = state.champion().version();
        var moved = Refusals.movedOn(state, expectedGeneration);
        if (moved.isPresent()) {
            return new Refused(Refusals.GENERATION_CHANGED, moved.get());
        }
        var target = target(state, wanted);
        if (target == null) {
            return new Refused(Refusals.NO_PREVIOUS, "No version served before version " + served);
        }
        if (target < 1 || target > state.lastVersion()) {
            return new Refused(Refusals.VERSION_NOT_FOUND, "There is no version " + target);
        }
        if (target.equals(served)) {
            return new Refused(Refusals.ALREADY_SERVED, "Version " + target + " serves already");
        }
        var version = lookup.version();
        if (version == null || version.number() != target) {
            return new Refused(Refusals.CHANGED_MEANWHILE, "The model is being changed; ask again");
        }
        if (version.status() != Status.APPROVED) {
            return new Refused(Refusals.NOT_APPROVED, "Version " + target + " was never approved");
        }
        var training = version.training();
        var promoted = new Promotion.Target(
                target,
                training.packageDigest(),
                training.runId(),
                Objects.requireNonNull(version).predecessor());
        var why = "rollback from version %d: %s".formatted(served, reason);
        var champion = Promotion.of(state, promoted, by, why, true, now);
        return new Restored(state.serving(champion), champion);
    }
}
