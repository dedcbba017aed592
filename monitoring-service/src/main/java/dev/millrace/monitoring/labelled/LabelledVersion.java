package dev.millrace.monitoring.labelled;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import java.time.Instant;
import java.util.List;

/**
 * A version of a dataset whose rows name predictions.
 *
 * @param parts digests of its files, in order
 * @param validatedAt when its labels became known, where its rows do not say that
 * @param foundAt when it was heard of here
 * @param passed rows that were gone through, of those that name a prediction; begins again with 0 when they are gone through once more
 */
public record LabelledVersion(
        String project,
        String dataset,
        long version,
        List<String> parts,
        Instant validatedAt,
        Instant foundAt,
        Status status,
        long passed,
        RowCounts counts) {

    static final AggregateType<LabelledVersion> TYPE =
            AggregateType.derived("labelled-versions", LabelledVersion.class);

    public LabelledVersion {
        parts = List.copyOf(parts);
    }

    /** How far it is. */
    public enum Status {
        SENDING,
        /** Rows of unknown predictions are looked at once more, for predictions may be heard of later than their labels. */
        WAITING,
        SENDING_AGAIN,
        SENT,
        /** Its rows cannot be read. */
        FAILED
    }

    /**
     * Rows that name a prediction, each of which is counted once.
     *
     * @param sent whose labels were sent, to be joined with their predictions
     * @param withoutLabel that have none, or stand in a version without the column that the model predicts
     * @param unknownPrediction whose prediction is not kept, or is another project's
     * @param unknownClass whose label is none of the classes, or no number
     */
    public record RowCounts(long sent, long withoutLabel, long unknownPrediction, long unknownClass) {

        static final RowCounts NONE = new RowCounts(0, 0, 0, 0);

        RowCounts plus(RowCounts more) {
            return new RowCounts(
                    sent + more.sent,
                    withoutLabel + more.withoutLabel,
                    unknownPrediction + more.unknownPrediction,
                    unknownClass + more.unknownClass);
        }
    }

    static AggregateStore<LabelledVersion> in(Aggregates aggregates) {
        return aggregates.of(TYPE);
    }

    static String id(String project, String dataset, long version) {
        return "%s/%s/%d".formatted(project, dataset, version);
    }

    public static LabelledVersion found(
            String project, String dataset, long version, List<String> parts, Instant validatedAt, Instant foundAt) {
        return new LabelledVersion(
                project, dataset, version, parts, validatedAt, foundAt, Status.SENDING, 0, RowCounts.NONE);
    }

    /** Whether what it has counted so far is of the second time that its rows are gone through. */
    boolean isAgain() {
        return status == Status.WAITING || status == Status.SENDING_AGAIN;
    }

    /** After some more rows. What was sent the first time stays sent when they are gone through once more. */
    LabelledVersion after(long rows, RowCounts more) {
        var before = status == Status.WAITING ? new RowCounts(counts.sent(), 0, 0, 0) : counts;
        return with(isAgain() ? Status.SENDING_AGAIN : status, passed + rows, before.plus(more));
    }

    /** To be gone through once more. */
    LabelledVersion waiting() {
        return with(Status.WAITING, 0, counts);
    }

    LabelledVersion ended(Status how) {
        return with(how, passed, counts);
    }

    private LabelledVersion with(Status newer, long rows, RowCounts more) {
        return new LabelledVersion(project, dataset, version, parts, validatedAt, foundAt, newer, rows, more);
    }
}
