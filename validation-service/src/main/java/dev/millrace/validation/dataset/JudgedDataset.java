package dev.millrace.validation.dataset;

import dev.millrace.messaging.AggregateType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about one dataset.
 *
 * @param schemaVersion of the schema in force; 0 where no version was usable yet
 * @param schemaId where that schema lies; null where there is none
 * @param usableRows rows of the newest usable version; 0 where there is none
 * @param judgedVersion the newest version judged
 * @param last the verdict of this state's commit; null where there is none
 */
record JudgedDataset(
        int schemaVersion,
        @Nullable String schemaId,
        long usableRows,
        long judgedVersion,
        @Nullable Verdict last) {

    static final AggregateType<JudgedDataset> TYPE = new AggregateType<>("datasets", JudgedDataset.class);

    static final JudgedDataset UNKNOWN = new JudgedDataset(0, null, 0, 0, null);

    /** After a verdict. */
    JudgedDataset after(Verdict verdict) {
        long judged = Math.max(judgedVersion, verdict.version());
        return verdict.usable()
                ? new JudgedDataset(verdict.schemaVersion(), verdict.schemaId(), verdict.rows(), judged, verdict)
                : new JudgedDataset(schemaVersion, schemaId, usableRows, judged, verdict);
    }

    /** The verdict of a version, where it is the last. */
    Optional<Verdict> last(long version) {
        return Optional.ofNullable(last).filter(verdict -> verdict.version() == version);
    }
}
