package dev.millrace.ingestion.dataset;

import dev.millrace.ingestion.dataset.DatasetState.ContentKey;
import dev.millrace.ingestion.dataset.DatasetState.RecentVersion;
import java.util.Optional;

/**
 * What was found out before a commit about whether a dataset has a content already.
 *
 * @param state of the dataset at that time
 * @param content with the settings of that time
 * @param older the version with the content among those that the state does not list
 */
record KnownContent(DatasetState state, ContentKey content, Optional<RecentVersion> older) {

    /** The version with this content, as far as it is known in a later state. */
    Optional<RecentVersion> in(DatasetState now) {
        return now.newest(content).or(() -> state.newest(content)).or(() -> older);
    }

    /** Whether every version of a later state was looked at: those between must all be among its newest. */
    boolean covers(DatasetState now) {
        return now.lastVersion() - state.lastVersion() <= DatasetState.NEWEST;
    }

    /** Whether a later state reads the file in the same way. */
    boolean isReadAlike(DatasetState now) {
        return now.settings().equals(state.settings())
                && now.columns().equals(state.columns())
                && now.habits().equals(state.habits());
    }
}
