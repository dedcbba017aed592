package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Stored;
import dev.millrace.monitoring.PartitionStates;
import dev.millrace.monitoring.feedback.JoinLabels.Open;
import dev.millrace.monitoring.feedback.Predictions.CountedLabel;
import dev.millrace.monitoring.feedback.WaitingLabels.Waiting;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is known of the labels of one partition. A change says which labels it settled; before the next one this is noted beside their
 * predictions, and they wait no longer. So whoever dies in between, the next change knows.
 */
final class SettleLabels {

    private static final String ACTOR = "monitoring";
    private static final String CHANGED_MEANWHILE = "CHANGED_MEANWHILE";

    private final PartitionStates<PartitionLabels> partitions;
    private final Predictions predictions;
    private final WaitingLabels waiting;
    private final GatherLabelled gather;
    private final JoinLabels join;

    SettleLabels(Aggregates aggregates, Predictions predictions, WaitingLabels waiting, GatherLabelled gather) {
        AggregateStore<Score> scores = CloseLabelWindows.scores(aggregates);
        this.partitions = PartitionLabels.in(aggregates);
        this.predictions = predictions;
        this.waiting = waiting;
        this.gather = gather;
        this.join = new JoinLabels(scores, predictions, gather);
    }

    /** How far labels were read: the offset of the next record, and when the broker took the youngest. */
    record ReadUpTo(long offset, Instant youngest) {

        static ReadUpTo after(List<ScoreLabels.Arrived> labels) {
            return new ReadUpTo(
                    labels.getLast().offset() + 1,
                    labels.stream()
                            .map(ScoreLabels.Arrived::appendedAt)
                            .max(Instant::compareTo)
                            .orElseThrow());
        }
    }

    /**
     * Settles labels, and counts records as read.
     *
     * @param before what is known of the partition's labels
     * @return predictions whose labels wait from now on; empty where somebody changed meanwhile what is known
     */
    Optional<List<String>> settle(
            String id,
            int partition,
            @Nullable PartitionLabels before,
            List<Open> labels,
            Predicate<Waiting> givenUp,
            @Nullable ReadUpTo readUpTo) {
        var open = finish(id, partition, before, labels);
        var sorted = join.join(id, partition, open);
        var unsettled = sorted.waiting().stream()
                .filter(each -> !each.waited() || !givenUp.test(each.label()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var joined = Stream.concat(
                        sorted.joined().stream(),
                        sorted.waiting().stream()
                                .filter(each -> !unsettled.contains(each))
                                .map(each -> new Joined.NoPrediction(each.predictionId(), each.offset())))
                .toList();
        var waits = unsettled.stream().filter(each -> !each.waited()).toList();
        waiting.add(waits.stream().map(Open::label).toList());
        if ((!joined.isEmpty() || readUpTo != null)
                && !isCounted(id, partition, before, sorted.score(), joined, readUpTo)) {
            return Optional.empty();
        }
        waiting.remove(id, settled(open, unsettled));
        return Optional.of(waits.stream().map(Open::predictionId).toList());
    }

    private static List<String> settled(List<Open> labels, Set<Open> unsettled) {
        return labels.stream()
                .filter(each -> each.waited() && !unsettled.contains(each))
                .map(Open::predictionId)
                .toList();
    }

    @Nullable
    PartitionLabels find(String id, int partition) {
        return partitions
                .store()
                .find(PartitionStates.id(id, partition))
                .map(Stored::state)
                .orElse(null);
    }

    /** Notes what the last change settled where it belongs, and leaves out labels that it settled. */
    private List<Open> finish(String id, int partition, @Nullable PartitionLabels before, List<Open> labels) {
        if (before == null || before.last().isEmpty()) {
            return labels;
        }
        var noted = new HashMap<String, CountedLabel>();
        var offsets = new HashMap<String, Long>();
        for (var each : before.last()) {
            offsets.put(each.predictionId(), each.offset());
            if (each.label() != null) {
                noted.put(each.predictionId(), new CountedLabel(each.label(), each.offset()));
            }
        }
        predictions.markLabelled(partition, noted);
        if (waiting.any(id, partition)) {
            waiting.remove(id, offsets.keySet());
        }
        return labels.stream()
                .filter(each -> !Objects.equals(offsets.get(each.predictionId()), each.offset()))
                .toList();
    }

    /**
     * False where somebody changed the partition's document meanwhile, or it is counted for a newer generation already.
     *
     * @throws ParkedException where the store will never take the change, such as a document above its limit
     */
    private boolean isCounted(
            String id,
            int partition,
            @Nullable PartitionLabels before,
            @Nullable Score score,
            List<Joined> joined,
            @Nullable ReadUpTo readUpTo) {
        var cause = score == null ? null : score.served().approvedBy();
        var outcome = partitions
                .store()
                .internal(
                        ACTOR,
                        new Lineage(cause == null ? "labels" : cause, cause, 0),
                        PartitionStates.id(id, partition),
                        state -> Objects.equals(state, before)
                                ? decide(state, id, partition, score, joined, readUpTo)
                                : Decision.refuse(CHANGED_MEANWHILE, "somebody else read labels of the partition"));
        if (outcome instanceof Outcome.Refused<PartitionLabels>(var code, var detail)) {
            if (!code.equals(CHANGED_MEANWHILE)) {
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
            return Decision.refuse(CHANGED_MEANWHILE, "the partition is scored for a newer generation");
        }
        var current = score != null && before.generation() < generation
                ? before.inGeneration(generation, score.replacedIn(before.generation()), partition)
                : before;
        long taken = score != null && current.generation() == generation ? score.taken(partition) : current.first();
        var counted = current.plus(joined, taken);
        var after =
                readUpTo == null ? counted.labels() : counted.labels().readUpTo(readUpTo.offset(), readUpTo.youngest());
        var change = Decision.apply(after, "labels.scored");
        return score == null || counted.rows().isEmpty()
                ? change
                : change.storing(gather.documents(
                        id, score, partition, current.gatheredSoFar().rows(), counted.rows()));
    }
}
