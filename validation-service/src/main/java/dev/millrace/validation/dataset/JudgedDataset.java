package dev.millrace.validation.dataset;

import dev.millrace.messaging.AggregateType;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about one dataset.
 *
 * @param schemaVersion of the schema in force; 0 where no version was usable yet
 * @param schemaId where that schema lies; null where there is none
 * @param usableRows rows of the newest usable version; 0 where there is none
 * @param judgedVersion the newest version judged
 */
record JudgedDataset(int schemaVersion, @Nullable String schemaId, long usableRows, long judgedVersion) {

    static final AggregateType<JudgedDataset> TYPE = new AggregateType<>("datasets", JudgedDataset.class);

    static final JudgedDataset UNKNOWN = new JudgedDataset(0, null, 0, 0);

    /** After a verdict. */
    JudgedDataset after(Verdict verdict) {
        long judged = Math.max(judgedVersion, verdict.version());
        return verdict.usable()
                ? new JudgedDataset(verdict.schemaVersion(), verdict.schemaId(), verdict.rows(), judged)
                : new JudgedDataset(schemaVersion, schemaId, usableRows, judged);
    }
}
