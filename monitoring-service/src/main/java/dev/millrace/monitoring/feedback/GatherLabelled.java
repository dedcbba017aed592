package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.ReadModel;
import dev.millrace.monitoring.gather.GatherRule;
import dev.millrace.monitoring.gather.GatherRules;
import dev.millrace.monitoring.gather.GatheredRows;
import dev.millrace.monitoring.gather.Gathering;
import dev.millrace.monitoring.gather.LabelledRow;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which answered rows are kept when their labels come, where the model's pipeline asks for such rows. */
public class GatherLabelled {

    private final GatherRules rules;
    private final GatheredRows rows;
    private final Clock clock;

    GatherLabelled(GatherRules rules, GatheredRows rows, Clock clock) {
        this.rules = rules;
        this.rows = rows;
        this.clock = clock;
    }

    /** The records without inputs that nobody asks for. */
    List<LoggedPredictions> toKeep(List<LoggedPredictions> records) {
        var known = new HashMap<String, Optional<GatherRule>>();
        return records.stream()
                .map(record -> {
                    var project = record.model().project();
                    var pipeline = record.pipeline();
                    return record.keeping(
                            known.computeIfAbsent(project + "/" + pipeline, each -> rules.of(project, pipeline)));
                })
                .toList();
    }

    Optional<GatherRule> rule(@Nullable Score score) {
        return score == null
                ? Optional.empty()
                : rules.of(
                        score.served().approved().project(),
                        score.served().approved().pipeline());
    }

    /** @param scored null where the label is none that the model could have given */
    static Gathering gathering(GatherRule rule, Label label, @Nullable ScoredLabel scored, Predictions.Found found) {
        var asked = found.prediction().asked();
        if (scored == null) {
            return Gathering.LeftOut.LABEL_UNKNOWN;
        }
        if (asked == null) {
            return Gathering.LeftOut.WITHOUT_INPUTS;
        }
        return isInShare(rule, label.predictionId())
                ? new Gathering.Kept(new LabelledRow(
                        label.predictionId(),
                        found.model().version(),
                        asked.at(),
                        label.observedAt(),
                        found.columns(),
                        asked.inputs(),
                        written(scored)))
                : Gathering.LeftOut.SAMPLED_AWAY;
    }

    /** The same answer each time, whoever asks. */
    private static boolean isInShare(GatherRule rule, String predictionId) {
        return Draw.of(predictionId) < rule.share();
    }

    private static Object written(ScoredLabel scored) {
        var label = scored.label();
        if (scored.classes().isEmpty()) {
            return Double.valueOf(label);
        }
        return label.equals("true") || label.equals("false") ? (Object) Boolean.valueOf(label) : label;
    }

    /** @param first number of the first of the rows on the partition */
    ReadModel[] documents(String owner, Score score, int partition, long first, List<LabelledRow> kept) {
        var chunk = new GatheredRows.Chunk(
                owner, score.served().approved().pipeline(), partition, first, clock.instant(), kept);
        return rows.documents(chunk).toArray(ReadModel[]::new);
    }
}
