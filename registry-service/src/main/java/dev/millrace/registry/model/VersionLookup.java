package dev.millrace.registry.model;

import dev.millrace.registry.history.Version;
import org.jspecify.annotations.Nullable;

/**
 * A version's document as it was found before a decision. The state of the model tells what has changed since, as long as that is
 * not more than it keeps.
 *
 * @param versionChanges of the model's state before the document was read
 * @param version null where there is no document
 */
record VersionLookup(long versionChanges, @Nullable Version version) {

    static VersionLookup of(@Nullable ModelState before, @Nullable Version version) {
        return new VersionLookup(before == null ? 0 : before.versionChanges(), version);
    }

    /** Whether more has changed since than the state tells; then it has to be looked up again. */
    boolean isOutdated(ModelState state) {
        return state.versionChanges() - versionChanges > ModelState.RECENT;
    }
}
