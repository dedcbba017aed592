package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.feedback.PartitionLabels.Joined;
import dev.millrace.monitoring.gather.GatherRule;
import dev.millrace.monitoring.gather.Gathering;
import java.util.ArrayList;
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
     * Labels of one model and partition.
     *
     * @param score of the model at that moment; null before its first approval
     * @param waiting those that cannot be joined yet
     */
    record JoinedLabels(@Nullable Score score, List<Joined> joined, List<WaitingLabels.Waiting> waiting) {}

    static List<String> ids(List<WaitingLabels.Waiting> labels) {
        return labels.stream().map(each -> each.label().predictionId()).toList();
    }

    JoinedLabels join(String id, int partition, List<WaitingLabels.Waiting> labels) {
        var found = predictions.find(partition, ids(labels));
        var score = scores.find(id).map(Stored::state).orElse(null);
        var rule = gather.rule(score);
        var joined = new ArrayList<Joined>();
        var still = new ArrayList<WaitingLabels.Waiting>();
        for (var each : labels) {
            join(each.label(), score, found.get(each.label().predictionId()), rule)
                    .ifPresentOrElse(joined::add, () -> still.add(each));
        }
        return new JoinedLabels(score, joined, still);
    }

    /** Empty where the label has to wait: for its prediction, or for the approval of the version that made it. */
    private static Optional<Joined> join(
            Label label, @Nullable Score score, Predictions.@Nullable Found found, Optional<GatherRule> rule) {
        if (score == null || found == null || found.model().generation() > score.generation()) {
            return Optional.empty();
        }
        var id = label.predictionId();
        var model = found.model();
        var approved = score.served().approved();
        if (!model.project().equals(approved.project()) || !model.model().equals(approved.model())) {
            return Optional.of(Joined.unmatched(id));
        }
        var scored = ScoredLabel.of(label, found);
        boolean counts = MetricSums.counts(scored);
        var gathering = rule.map(asked -> GatherLabelled.gathering(asked, label, counts ? scored : null, found))
                .orElse(Gathering.LeftOut.NOT_ASKED);
        if (!model.is(approved)) {
            return Optional.of(new Joined.OtherVersion(id, gathering));
        }
        return Optional.of(counts ? new Joined.Scored(id, scored, gathering) : new Joined.Unmatched(id, gathering));
    }
}
