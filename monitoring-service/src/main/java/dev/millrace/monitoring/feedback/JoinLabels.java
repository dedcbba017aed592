package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.feedback.Predictions.CountedLabel;
import dev.millrace.monitoring.gather.GatherRule;
import dev.millrace.monitoring.gather.Gathering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out for each label which prediction it is about, and what that means for the model's score. It changes nothing. */
final class JoinLabels {

    private final AggregateStore<Score> scores;
    private final Predictions predictions;
    private final GatherLabelled gather;

    JoinLabels(AggregateStore<Score> scores, Predictions predictions, GatherLabelled gather) {
        this.scores = scores;
        this.predictions = predictions;
        this.gather = gather;
    }

    /**
     * A label that is to be joined.
     *
     * @param waited whether it came earlier than others that are joined with it
     */
    record Open(WaitingLabels.Waiting label, boolean waited) {

        String predictionId() {
            return label.label().predictionId();
        }

        long offset() {
            return label.offset();
        }
    }

    /**
     * Labels of one model and partition.
     *
     * @param score of the model at that moment; null before its first approval
     * @param waiting those that cannot be joined yet
     */
    record JoinedLabels(@Nullable Score score, List<Joined> joined, List<Open> waiting) {}

    /**
     * A label whose record was counted before, when it waited and its record did not count as read yet, is left out.
     *
     * @param labels in the order in which they came
     */
    JoinedLabels join(String id, int partition, List<Open> labels) {
        var found = predictions.find(
                partition, labels.stream().map(Open::predictionId).toList());
        var score = scores.find(id).map(Stored::state).orElse(null);
        var rule = gather.rule(score);
        var joined = new ArrayList<Joined>();
        var still = new ArrayList<Open>();
        var taken = new HashMap<String, CountedLabel>();
        for (var each : labels) {
            var prediction = found.get(each.predictionId());
            var label = each.label().label();
            var written = prediction == null
                    ? label.label()
                    : ScoredLabel.of(label, prediction).label();
            var counted = prediction != null && prediction.label() != null && isOf(score, prediction)
                    ? prediction.label()
                    : taken.get(each.predictionId());
            if (counted == null) {
                var what = join(each, score, prediction, rule);
                what.ifPresentOrElse(joined::add, () -> still.add(each));
                if (what.isEmpty() || what.get() instanceof Joined.Scored || what.get() instanceof Joined.Replaced) {
                    taken.put(each.predictionId(), new CountedLabel(written, each.offset()));
                }
            } else if (counted.offset() != each.offset()) {
                joined.add(new Joined.Again(
                        each.predictionId(), each.offset(), !counted.label().equals(written)));
            }
        }
        return new JoinedLabels(score, joined, still);
    }

    /** Empty where the label has to wait: for its prediction, or for the approval of the version that made it. */
    private static Optional<Joined> join(
            Open open, @Nullable Score score, Predictions.@Nullable Found found, Optional<GatherRule> rule) {
        if (score == null || found == null || found.model().generation() > score.generation()) {
            return Optional.empty();
        }
        var id = open.predictionId();
        var label = open.label().label();
        if (!isOf(score, found)) {
            return Optional.of(new Joined.NoPrediction(id, open.offset()));
        }
        var model = found.model();
        var scored = ScoredLabel.of(label, found);
        boolean counts = MetricSums.counts(scored);
        var gathering = rule.map(asked -> GatherLabelled.gathering(asked, label, counts ? scored : null, found))
                .orElse(Gathering.LeftOut.NOT_ASKED);
        if (!counts) {
            return Optional.of(new Joined.NoClass(id, open.offset(), gathering));
        }
        var delay = Duration.between(found.at(), label.observedAt());
        return Optional.of(
                model.is(score.served().approved())
                        ? new Joined.Scored(id, open.offset(), scored, delay, gathering, open.waited())
                        : new Joined.Replaced(id, open.offset(), model, scored, delay, gathering, open.waited()));
    }

    private static boolean isOf(@Nullable Score score, Predictions.Found found) {
        if (score == null) {
            return false;
        }
        var approved = score.served().approved();
        return found.model().project().equals(approved.project())
                && found.model().model().equals(approved.model());
    }
}
