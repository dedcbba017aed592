package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.ModelRole;
import dev.millrace.monitoring.PartitionStates;
import dev.millrace.monitoring.feedback.PartitionLabels.Joined;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins labels with the predictions that they are about, whichever comes first. A label without a prediction waits in a document of
 * its own, which is written before its record counts as read, so it is not lost; and it is counted once, because the partition's
 * document knows the ids that were counted last.
 */
public class ScoreLabels {

    /** Long enough for predictions to be caught up with after an outage; those that were not sampled never come. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String ACTOR = "monitoring";
    private static final String GENERATION_OLD = "GENERATION_OLD";
    private static final int MAX_WAITING = 10_000;
    private static final int SWEPT_TOGETHER = 500;
    private static final int PAGES_SWEPT = 10;

    private static final Logger log = LoggerFactory.getLogger(ScoreLabels.class);

    private final AggregateStore<Score> scores;
    private final PartitionStates<PartitionLabels> partitions;
    private final Predictions predictions;
    private final WaitingLabels waiting;
    private final CloseLabelWindows closeWindows;
    private final GatherLabelled gather;
    private final JoinLabels join;
    private final Clock clock;

    /** Behind which the next sweep goes on; null where it begins with the first. */
    private WaitingLabels.@Nullable Waiting swept;

    ScoreLabels(
            Aggregates aggregates,
            Predictions predictions,
            WaitingLabels waiting,
            CloseLabelWindows closeWindows,
            GatherLabelled gather,
            Clock clock) {
        this.scores = CloseLabelWindows.scores(aggregates);
        this.partitions = PartitionLabels.in(aggregates);
        this.predictions = predictions;
        this.waiting = waiting;
        this.closeWindows = closeWindows;
        this.gather = gather;
        this.join = new JoinLabels(scores, predictions, gather);
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
        for (int page = 0; page < PAGES_SWEPT; page++) {
            var labels = waiting.after(swept, SWEPT_TOGETHER);
            swept = labels.size() < SWEPT_TOGETHER ? null : labels.getLast();
            sweep(labels);
            if (swept == null) {
                return;
            }
        }
    }

    private void sweep(List<WaitingLabels.Waiting> labels) {
        var byPartition = labels.stream()
                .collect(Collectors.groupingBy(
                        each -> Map.entry(each.scoreId(), each.partition()), LinkedHashMap::new, Collectors.toList()));
        var patienceEnds = clock.instant().minus(PATIENCE);
        byPartition.forEach((of, ofPartition) -> settle(
                of.getKey(), of.getValue(), ofPartition, each -> each.since().isBefore(patienceEnds)));
    }

    private void score(String id, int partition, List<Arrived> labels) {
        var before = partitions
                .store()
                .find(PartitionStates.id(id, partition))
                .map(Stored::state)
                .orElseGet(() -> PartitionLabels.begin(0));
        var since = clock.instant();
        var fresh = labels.stream()
                .filter(label -> before.position().isNew(label.offset(), label.appendedAt()))
                .toList();
        if (fresh.stream().anyMatch(label -> before.position().isOfANewTopic(label.offset(), label.appendedAt()))) {
            log.warn(
                    "The topic of labels was made anew: labels of {} on partition {} are read from offset {}, where {} was next",
                    id,
                    partition,
                    fresh.getFirst().offset(),
                    before.nextOffset());
        }
        var arrived = fresh.stream()
                .map(label -> new WaitingLabels.Waiting(id, partition, label.label(), since))
                .toList();
        if (!arrived.isEmpty()) {
            // A label that waits came first, so it counts and not the one that comes now.
            var earlier = waiting.any(id, partition)
                    ? waiting.about(id, partition, JoinLabels.ids(arrived))
                    : List.<WaitingLabels.Waiting>of();
            var still = read(id, partition, both(earlier, arrived), ReadUpTo.after(fresh));
            // A prediction that was kept meanwhile may have looked for its label before that waited.
            settle(id, partition, waiting.about(id, partition, JoinLabels.ids(both(earlier, still))), each -> false);
            settle(id, partition, waiting.beyond(id, partition, MAX_WAITING), each -> true);
        }
        closeWindows.close(id);
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** How far labels were read: the offset of the next record, and when the broker took the youngest. */
    private record ReadUpTo(long offset, Instant youngest) {

        static ReadUpTo after(List<Arrived> labels) {
            return new ReadUpTo(
                    labels.getLast().offset() + 1,
                    labels.stream()
                            .map(Arrived::appendedAt)
                            .max(Instant::compareTo)
                            .orElseThrow());
        }
    }

    /** Counts labels as read, and answers those that wait. */
    private List<WaitingLabels.Waiting> read(
            String id, int partition, List<WaitingLabels.Waiting> labels, ReadUpTo readUpTo) {
        while (true) {
            var sorted = join.join(id, partition, labels);
            waiting.add(sorted.waiting());
            if (isCounted(id, partition, sorted.score(), sorted.joined(), readUpTo)) {
                return sorted.waiting();
            }
        }
    }

    /** Scores labels that waited, where that can be done now, and gives up others. */
    private void settle(
            String id, int partition, List<WaitingLabels.Waiting> labels, Predicate<WaitingLabels.Waiting> givenUp) {
        if (labels.isEmpty()) {
            return;
        }
        List<Joined> joined;
        JoinLabels.JoinedLabels sorted;
        do {
            sorted = join.join(id, partition, labels);
            joined = Stream.concat(
                            sorted.joined().stream(),
                            sorted.waiting().stream()
                                    .filter(givenUp)
                                    .map(each -> Joined.unmatched(each.label().predictionId())))
                    .toList();
        } while (!joined.isEmpty() && !isCounted(id, partition, sorted.score(), joined, null));
        var settled = joined.stream().map(Joined::predictionId).collect(Collectors.toSet());
        waiting.remove(labels.stream()
                .filter(each -> settled.contains(each.label().predictionId()))
                .toList());
        closeWindows.close(id);
    }

    /**
     * False where the partition is counted for a newer generation already, which the caller has to read first.
     *
     * @throws ParkedException where the store will never take the change, such as a document above its limit
     */
    private boolean isCounted(
            String id, int partition, @Nullable Score score, List<Joined> joined, @Nullable ReadUpTo readUpTo) {
        var cause = score == null ? null : score.served().approvedBy();
        var outcome = partitions
                .store()
                .internal(
                        ACTOR,
                        new Lineage(cause == null ? "labels" : cause, cause, 0),
                        PartitionStates.id(id, partition),
                        state -> decide(state, id, partition, score, joined, readUpTo));
        if (outcome instanceof Outcome.Refused<PartitionLabels>(var code, var detail)) {
            if (!code.equals(GENERATION_OLD)) {
                throw new ParkedException(code, detail, false);
            }
            return false;
        }
        return true;
    }

    private Decision<PartitionLabels> decide(
            @Nullable PartitionLabels state,
            String id,
            int partition,
            @Nullable Score score,
            List<Joined> joined,
            @Nullable ReadUpTo readUpTo) {
        long generation = score == null ? 0 : score.generation();
        var before = state == null ? PartitionLabels.begin(generation) : state;
        if (before.generation() > generation && !joined.isEmpty()) {
            return Decision.refuse(GENERATION_OLD, "the partition is scored for a newer generation");
        }
        var current = before.generation() < generation ? before.inGeneration(generation) : before;
        long taken = score != null && current.generation() == generation ? score.taken(partition) : current.first();
        var counted = current.plus(joined, taken);
        var scored = counted.labels();
        var after = readUpTo == null ? scored : scored.readUpTo(readUpTo.offset(), readUpTo.youngest());
        if (after.equals(state)) {
            return Decision.ignore("counted before");
        }
        var change = Decision.apply(after, "labels.scored");
        return score == null || counted.rows().isEmpty()
                ? change
                : change.storing(gather.documents(
                        id, score, partition, current.gatheredSoFar().rows(), counted.rows()));
    }
}
