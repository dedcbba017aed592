package dev.millrace.monitoring.feedback;

import dev.millrace.monitoring.gather.Gathering;
import java.time.Duration;

/** What becomes of a label. */
sealed interface Joined {

    String predictionId();

    /** Of the label's record in the topic. */
    long offset();

    /** What becomes of the row. */
    Gathering gathering();

    /**
     * The version in service made the prediction.
     *
     * @param delay from the prediction to the time at which its truth was known
     * @param early whether the label waited for its prediction
     */
    record Scored(
            String predictionId, long offset, ScoredLabel label, Duration delay, Gathering gathering, boolean early)
            implements Joined {}

    /** A version made it that serves no longer. */
    record Replaced(
            String predictionId,
            long offset,
            LoggedPredictions.Model model,
            ScoredLabel label,
            Duration delay,
            Gathering gathering,
            boolean early)
            implements Joined {}

    /** The label is none of the classes, or no number. */
    record NoClass(String predictionId, long offset, Gathering gathering) implements Joined {}

    /** No prediction of the model came for it in time. */
    record NoPrediction(String predictionId, long offset) implements Joined {
        @Override
        public Gathering gathering() {
            return Gathering.LeftOut.NOT_ASKED;
        }
    }

    /**
     * The prediction has a label already, which counts.
     *
     * @param corrected whether this one says something else
     */
    record Again(String predictionId, long offset, boolean corrected) implements Joined {
        @Override
        public Gathering gathering() {
            return Gathering.LeftOut.NOT_ASKED;
        }
    }
}
