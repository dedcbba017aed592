package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.feedback.JoinLabels.Open;
import dev.millrace.monitoring.feedback.WaitingLabels.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Joins labels with the predictions that they are about, whichever comes first. A label without a prediction waits in a document of
 * its own, which is written before its record counts as read, so it is not lost; that each counts once is for {@link SettleLabels}.
 */
public class ScoreLabels {

    /** Long enough for predictions to be caught up with after an outage; those that were not sampled never come. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Where predictions are never seen to be read to the end, a label waits no longer than this. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int MAX_WAITING = 10_000;
    private static final int SETTLED_TOGETHER = 500;
    private static final int PAGES_SWEPT = 10;

    private static final Logger log = LoggerFactory.getLogger(ScoreLabels.class);

    private final Predictions predictions;
    private final WaitingLabels waiting;
    private final CloseLabelWindows closeWindows;
    private final GatherLabelled gather;
    private final SettleLabels settleLabels;
    private final PredictionTopic predictionTopic;
    private final Clock clock;

    /** Behind which the next sweep goes on; null where it begins with the first. */
    private @Nullable Waiting swept;

    ScoreLabels(
            Aggregates aggregates,
            Predictions predictions,
            WaitingLabels waiting,
            CloseLabelWindows closeWindows,
            GatherLabelled gather,
            PredictionTopic predictionTopic,
            Clock clock) {
        this.predictionTopic = predictionTopic;
        this.predictions = predictions;
        this.waiting = waiting;
        this.closeWindows = closeWindows;
        this.gather = gather;
        this.settleLabels = new SettleLabels(aggregates, predictions, waiting, gather);
        this.clock = clock;
    }

    /** A label of a model, at its place in the topic, with the time at which the broker took it. */
    public record Arrived(String project, String model, long offset, Instant appendedAt, Label label) {

        /** A label names no role: it is about what the champion answered, or about what is not scored. */
        String scoreId() {
            return ModelRole.champion(project, model).id();
        }
    }

    /** Keeps predictions for the labels to come, and scores labels that came before them. */
    public void remember(int partition, List<LoggedPredictions> records) {
        predictions.add(partition, gather.toKeep(records));
        var byScore = records.stream()
                .collect(Collectors.groupingBy(
                        record -> record.model().scoreId(), LinkedHashMap::new, Collectors.toList()));
        byScore.forEach((id, ofModel) -> {
            if (waiting.any(id, partition)) {
                var ids = ofModel.stream()
                        .flatMap(record -> record.rows().stream())
                        .map(Prediction::predictionId)
                        .toList();
                settle(id, partition, waiting.about(id, partition, ids), each -> false);
            }
        });
    }

    /** @param labels of one partition, in order */
    public void score(int partition, List<Arrived> labels) {
        labels.stream()
                .collect(Collectors.groupingBy(Arrived::scoreId, LinkedHashMap::new, Collectors.toList()))
                .forEach((id, ofModel) -> score(id, partition, ofModel));
    }

    /** Tries those that wait once more, some at each call, and gives up those that have waited long enough. */
    public void sweep() {
        var predictionsAreRead = SingletonSupplier.of(predictionTopic::isRead);
        for (int page = 0; page < PAGES_SWEPT; page++) {
            var labels = waiting.after(swept, SETTLED_TOGETHER);
            swept = labels.size() < SETTLED_TOGETHER ? null : labels.getLast();
            sweep(labels, predictionsAreRead);
            if (swept == null) {
                return;
            }
        }
    }

    private void sweep(List<Waiting> labels, Supplier<Boolean> predictionsAreRead) {
        var byPartition = labels.stream()
                .collect(Collectors.groupingBy(
                        each -> Map.entry(each.scoreId(), each.partition()), LinkedHashMap::new, Collectors.toList()));
        var givenUp = clock.instant().minus(patience(labels, predictionsAreRead));
        byPartition.forEach((of, ofPartition) -> settle(
                of.getKey(), of.getValue(), ofPartition, each -> each.since().isBefore(givenUp)));
    }

    /** A label whose prediction may be among those that are still to be read waits on: replicas may have been away for long. */
    private Duration patience(List<Waiting> labels, Supplier<Boolean> predictionsAreRead) {
        var patienceEnds = clock.instant().minus(PATIENCE);
        boolean old = labels.stream().anyMatch(each -> each.since().isBefore(patienceEnds));
        return old && !predictionsAreRead.get() ? LONGEST : PATIENCE;
    }

    private void score(String id, int partition, List<Arrived> labels) {
        Optional<List<String>> still;
        do {
            still = settleNew(id, partition, labels);
        } while (still.isEmpty());
        // A prediction that was kept meanwhile may have looked for its label before that waited.
        settle(id, partition, waiting.about(id, partition, still.get()), each -> false);
        settle(id, partition, waiting.beyond(id, partition, MAX_WAITING), each -> true);
        closeWindows.close(id);
    }

    /** Settles those that were not read before; empty where somebody else read labels of the partition meanwhile. */
    private Optional<List<String>> settleNew(String id, int partition, List<Arrived> labels) {
        var before = settleLabels.find(id, partition);
        var position = before == null ? PartitionLabels.begin(0).position() : before.position();
        var fresh = labels.stream()
                .filter(label -> position.isNew(label.offset(), label.appendedAt()))
                .toList();
        if (fresh.isEmpty()) {
            return Optional.of(List.of());
        }
        if (fresh.stream().anyMatch(label -> position.isOfANewTopic(label.offset(), label.appendedAt()))) {
            log.warn(
                    "The topic of labels was made anew: labels of {} on partition {} are read from offset {}, where {} was next",
                    id,
                    partition,
                    fresh.getFirst().offset(),
                    position.nextOffset());
        }
        var since = clock.instant();
        var arrived = fresh.stream()
                .map(label -> new Waiting(id, partition, label.offset(), label.label(), since))
                .toList();
        return settleLabels.settle(
                id,
                partition,
                before,
                labels(id, partition, arrived),
                each -> false,
                SettleLabels.ReadUpTo.after(fresh));
    }

    /** Those that arrived, behind those that wait for the same predictions: these came first, so they count. */
    private List<Open> labels(String id, int partition, List<Waiting> arrived) {
        var earlier = waiting.any(id, partition)
                ? waiting.about(
                        id,
                        partition,
                        arrived.stream()
                                .map(each -> each.label().predictionId())
                                .toList())
                : List.<Waiting>of();
        return Stream.concat(
                        earlier.stream()
                                .filter(each -> arrived.stream().noneMatch(each::isOfTheRecordOf))
                                .map(each -> new Open(each, true)),
                        arrived.stream().map(each -> new Open(each, false)))
                .toList();
    }

    /** Scores labels that waited, where that can be done now, and gives up others. */
    private void settle(String id, int partition, List<Waiting> labels, Predicate<Waiting> givenUp) {
        for (int from = 0; from < labels.size(); from += SETTLED_TOGETHER) {
            var some = labels.subList(from, Math.min(labels.size(), from + SETTLED_TOGETHER)).stream()
                    .map(each -> new Open(each, true))
                    .toList();
            Optional<List<String>> settled;
            do {
                settled = settleLabels.settle(id, partition, settleLabels.find(id, partition), some, givenUp, null);
            } while (settled.isEmpty());
        }
        if (!labels.isEmpty()) {
            closeWindows.close(id);
        }
    }
}
