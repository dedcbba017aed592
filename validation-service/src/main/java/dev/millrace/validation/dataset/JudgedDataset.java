package dev.millrace.validation.dataset;

import dev.millrace.messaging.AggregateType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about one dataset.
 *
 * @param schema in force; null where no version was usable yet
 * @param usableRows rows of the newest usable version; 0 where there is none
 * @param newest numbers of the versions that were judged last, newest first
 */
record JudgedDataset(@Nullable KeptSchema schema, long usableRows, List<Long> newest) {

    static final AggregateType<JudgedDataset> TYPE = new AggregateType<>("datasets", JudgedDataset.class);

    static final JudgedDataset UNKNOWN = new JudgedDataset(null, 0, List.of());

    /** An outbox holds fewer changes: verdicts on all other versions can be found among the {@link Verdicts}. */
    private static final int NEWEST = 64;

    JudgedDataset {
        newest = List.copyOf(newest);
    }

    /**
     * A schema that is in force.
     *
     * @param inferredFrom the dataset version that it was read from
     * @param rows of that version
     * @param digest of the artifact with the schema itself, JSON
     */
    record KeptSchema(int version, long inferredFrom, long rows, String digest) {}

    int schemaVersion() {
        return schema == null ? 0 : schema.version();
    }

    /** After a verdict, with the schema that is in force then. */
    JudgedDataset after(Verdict verdict, @Nullable KeptSchema inForce) {
        var judged = Stream.concat(Stream.of(verdict.version()), newest.stream())
                .limit(NEWEST)
                .toList();
        return verdict.usable()
                ? new JudgedDataset(inForce, verdict.rows(), judged)
                : new JudgedDataset(schema, usableRows, judged);
    }
}
