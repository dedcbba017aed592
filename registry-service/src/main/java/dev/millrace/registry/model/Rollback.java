package dev.millrace.registry.model;

import dev.millrace.registry.model.Version.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes of the wish to serve an earlier version again. */
sealed interface Rollback {

    /** It is to be served, as a generation of its own. */
    record Restored(ModelState state, Generation generation) implements Rollback {}

    /** Nothing changes. */
    record Refused(String code, String detail) implements Rollback {}

    /**
     * Pure.
     *
     * @param wanted null for the version that served before the present one was promoted
     * @param old the wanted version where it has left the document
     */
    static Rollback of(
            @Nullable ModelState state,
            @Nullable Integer wanted,
            @Nullable Version old,
            String by,
            String reason,
            Archived archived,
            Instant now) {
        Integer champion = state == null ? null : state.championVersion();
        if (state == null || champion == null) {
            return new Refused(Refusals.NO_CHAMPION, "Nothing serves that could be rolled back");
        }
        Integer target = wanted != null ? wanted : previous(state.generations(), champion);
        if (target == null) {
            return new Refused(Refusals.NO_PREVIOUS, "No version served before version " + champion);
        }
        Version version = state.version(target).orElse(old != null && old.number() == target ? old : null);
        if (version == null) {
            return new Refused(Refusals.VERSION_NOT_FOUND, "There is no version " + target);
        }
        if (version.status() != Status.APPROVED) {
            return new Refused(Refusals.NOT_APPROVED, "Version " + target + " was never approved");
        }
        if (target.equals(champion)) {
            return new Refused(Refusals.ALREADY_SERVED, "Version " + target + " serves already");
        }
        String why = "rollback from version %d: %s".formatted(champion, reason);
        Generation generation = Promotion.of(state, version, by, why, true, now);
        return new Restored(state.serving(generation, archived), generation);
    }

    /**
     * The version that served before the given one was promoted; a rollback does not count as a promotion, else rolling
     * back twice would bring back what was rolled back first.
     */
    static @Nullable Integer previous(List<Generation> generations, int champion) {
        for (int i = generations.size() - 1; i > 0; i--) {
            Generation generation = generations.get(i);
            if (generation.version() == champion && !generation.rollback()) {
                return generations.get(i - 1).version();
            }
        }
        return null;
    }
}
