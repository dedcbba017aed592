package dev.millrace.training.pipeline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.messaging.Lineage;
import dev.millrace.training.data.DataRange;
import dev.millrace.training.data.FeedbackRange;
import dev.millrace.training.data.Offset;
import dev.millrace.training.learn.KnownTarget;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline's past says about its next run.
 *
 * @param trained the newest run that made a model; null before the first
 * @param ended when the last run ended by itself; null before the first
 * @param spending what the runs of the last day cost
 * @param withoutGain automatic runs in a row that brought nothing, see {@link Gain}
 * @param definitionTried pipeline version whose coming into force was used up as a trigger
 * @param rolledBack the version that was taken out of service, until a newer one is in; null where none was
 * @param movedSince when the world began to move, as the last drift that was certain said; null where none was
 * @param drift the last one that was certain; null where none was
 */
public record PastRuns(
        @Nullable Trained trained,
        @Nullable Instant ended,
        Spending spending,
        int withoutGain,
        int definitionTried,
        @Nullable Integer rolledBack,
        @Nullable Instant movedSince,
        @Nullable Drift drift) {

    static final PastRuns NONE = new PastRuns(null, null, Spending.NONE, 0, 0, null, null, null);

    /**
     * A drift that was certain.
     *
     * @param version the model version that drifted
     * @param causes events behind it
     * @param lineage of what it causes
     */
    public record Drift(int version, List<String> causes, Lineage lineage) {
        public Drift {
            causes = List.copyOf(causes);
        }

        static Drift of(Trigger.Drift trigger) {
            return new Drift(trigger.modelVersion(), trigger.causes(), trigger.lineage());
        }
    }

    /**
     * A run that made a model.
     *
     * @param judged whether the model was approved or rejected
     * @param target what it predicts; null where that was not told
     * @param noGain whether the run was counted as one that brought nothing when it ended; null for no
     * @param learningDigest of what its specification said about learning; null where that was not kept
     */
    public record Trained(
            int number,
            boolean manual,
            boolean judged,
            Instant at,
            @JsonUnwrapped Read read,
            @Nullable KnownTarget target,
            @Nullable Boolean noGain,
            @Nullable String learningDigest) {

        static Trained by(ActiveRun run, @Nullable KnownTarget target, boolean noGain, Instant at) {
            return new Trained(
                    run.number(),
                    run.request().reason() == Reason.MANUAL,
                    run.judged(),
                    at,
                    Read.of(run.data()),
                    target,
                    noGain,
                    run.learningDigest());
        }

        Trained asJudged() {
            return new Trained(number, manual, true, at, read, target, noGain, learningDigest);
        }
    }

    /**
     * What a run read.
     *
     * @param readTo the point up to which it read its dataset
     * @param rows how many it read
     * @param feedbackTo the point up to which it read answered and labelled rows; null where it read none
     */
    public record Read(Offset readTo, long rows, FeedbackRange.@Nullable Point feedbackTo) {

        static Read of(DataRange range) {
            var feedback = range.feedback();
            return new Read(range.end(), range.rows(), feedback == null ? null : feedback.end());
        }

        /** Whether it has versions that the other one has not. */
        boolean isMoreThan(Read other) {
            return readTo.versions() > other.readTo.versions() || feedbackVersions() > other.feedbackVersions();
        }

        private long feedbackVersions() {
            return feedbackTo == null ? 0 : feedbackTo.offset().versions();
        }

        /** Rows of a range that were not read. */
        long unread(DataRange range) {
            return range.rowsAfter(readTo, feedbackTo);
        }
    }

    PastRuns untrained() {
        return new PastRuns(null, ended, spending, withoutGain, definitionTried, rolledBack, null, null);
    }

    /** After a run ended by itself. */
    PastRuns after(@Nullable Trained made, Spending.Cost cost, Instant now) {
        return new PastRuns(
                made == null ? trained : made,
                now,
                spending.plus(cost, now),
                withoutGain,
                definitionTried,
                rolledBack,
                movedSince,
                drift);
    }

    PastRuns withTrained(Trained made) {
        return new PastRuns(made, ended, spending, withoutGain, definitionTried, rolledBack, movedSince, drift);
    }

    PastRuns withoutGain(int runs) {
        return new PastRuns(trained, ended, spending, runs, definitionTried, rolledBack, movedSince, drift);
    }

    PastRuns withDefinitionTried(int version) {
        return new PastRuns(trained, ended, spending, withoutGain, version, rolledBack, movedSince, drift);
    }

    PastRuns withRolledBack(@Nullable Integer version) {
        return new PastRuns(trained, ended, spending, withoutGain, definitionTried, version, movedSince, drift);
    }

    PastRuns withMovedSince(@Nullable Instant since) {
        return new PastRuns(trained, ended, spending, withoutGain, definitionTried, rolledBack, since, drift);
    }

    PastRuns withDrift(Drift newer) {
        return new PastRuns(trained, ended, spending, withoutGain, definitionTried, rolledBack, movedSince, newer);
    }
}
