package dev.millrace.validation.dataset;

import dev.millrace.messaging.AggregateType;
import dev.millrace.validation.rule.InferSchema;
import dev.millrace.validation.rule.Schema;
import dev.millrace.validation.rule.Standard;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about one dataset.
 *
 * @param schema in force; null where no version was usable yet and nobody wrote one
 * @param usableRows rows of the newest usable version; 0 where there is none
 * @param usableStatistics artifact with the statistics of that version; null where there is none
 * @param latest the newest verdict; null where there is none
 * @param newest numbers of the versions that were judged last, newest first
 */
record JudgedDataset(
        @Nullable SchemaVersion schema,
        long usableRows,
        @Nullable String usableStatistics,
        @Nullable Latest latest,
        List<Long> newest) {

    static final AggregateType<JudgedDataset> TYPE = new AggregateType<>("datasets", JudgedDataset.class);

    static final JudgedDataset UNKNOWN = new JudgedDataset(null, 0, null, null, List.of());

    /** An outbox holds fewer changes: verdicts on all other versions can be found among the {@link Verdicts}. */
    private static final int NEWEST = 64;

    JudgedDataset {
        newest = List.copyOf(newest);
    }

    /**
     * The newest verdict.
     *
     * @param schemaVersion of the schema that judged
     * @param round how often a person had the version judged again
     */
    record Latest(long version, boolean usable, int schemaVersion, int round) {}

    int schemaVersion() {
        return schema == null ? 0 : schema.version();
    }

    /** @param written the schema in force, written out */
    Standard standard(@Nullable Schema written) {
        boolean provisional = schema == null || (!schema.corrected() && !InferSchema.tells(schema.rows()));
        return new Standard(written, provisional, usableRows);
    }

    /** Whether nothing newer was judged, and the version was rejected less often than in this round. */
    boolean awaitsRound(long version, int round) {
        return latest != null && latest.version() == version && !latest.usable() && latest.round() < round;
    }

    /** After a verdict, with the schema that is in force then. */
    JudgedDataset after(Verdict verdict, @Nullable SchemaVersion inForce, int round) {
        var judged = Stream.concat(
                        Stream.of(verdict.version()), newest.stream().filter(version -> version != verdict.version()))
                .limit(NEWEST)
                .toList();
        var told = new Latest(verdict.version(), verdict.usable(), verdict.schemaVersion(), round);
        return verdict.usable()
                ? new JudgedDataset(inForce, verdict.rows(), verdict.statistics(), told, judged)
                : new JudgedDataset(schema, usableRows, usableStatistics, told, judged);
    }

    JudgedDataset with(SchemaVersion corrected) {
        return new JudgedDataset(corrected, usableRows, usableStatistics, latest, newest);
    }
}
