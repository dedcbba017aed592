package dev.millrace.monitoring.feedback;

import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.PartitionStates;
import dev.millrace.monitoring.ReadPosition;
import dev.millrace.monitoring.gather.Gathered;
import dev.millrace.monitoring.gather.Gathering;
import dev.millrace.monitoring.gather.LabelledRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one model on one partition. The offset stands in the same document as the labels that are read up to it, so no record
 * counts twice; and so do the labels of the last change, until it stands beside their predictions that they have one
 * ({@link Predictions#markLabelled}), so no label that is sent again does. Which labels are in windows already, the {@link Score} says; they
 * leave this document later.
 *
 * @param generation that is scored; 0 while none is known
 * @param nextOffset of the first record of labels that was not read yet
 * @param last what the last change settled
 * @param first number of the first label that is here, counted in this generation
 * @param scored labels with their predictions, which wait for a window
 * @param counted what became of the labels of this generation
 * @param replaced labels of versions that served before, newest first
 * @param readTo when the broker took the youngest record that was read; null before it was kept
 * @param gathered what became of the rows in all generations; null before it was kept
 */
record PartitionLabels(
        long generation,
        long nextOffset,
        List<Settled> last,
        long first,
        List<ScoredLabel> scored,
        LabelCounts counted,
        List<VersionScore> replaced,
        @Nullable Instant readTo,
        @Nullable Gathered gathered) {

    static PartitionStates<PartitionLabels> in(Aggregates aggregates) {
        return new PartitionStates<>(
                aggregates,
                AggregateType.derived("partition-labels", PartitionLabels.class),
                PartitionLabels::generation);
    }

    PartitionLabels {
        last = List.copyOf(last);
        scored = List.copyOf(scored);
        replaced = List.copyOf(replaced);
    }

    /**
     * A label of which it is decided what becomes of it.
     *
     * @param offset of its record in the topic
     * @param label to be noted beside its prediction; null where that may still get another one
     */
    record Settled(
            String predictionId, long offset, @Nullable String label) {}

    /** After labels were joined, with the rows that are kept from now on. */
    record Counted(PartitionLabels labels, List<LabelledRow> rows) {}

    static PartitionLabels begin(long generation) {
        return new PartitionLabels(generation, 0, List.of(), 0, List.of(), LabelCounts.NONE, List.of(), null, null);
    }

    /**
     * The beginning of a generation; what was read stays read.
     *
     * @param ended what is known of the generation that was scored here; null where it is too long ago to be told apart
     */
    PartitionLabels inGeneration(long newer, Score.@Nullable Replaced ended, int partition) {
        return new PartitionLabels(
                newer,
                nextOffset,
                last,
                0,
                List.of(),
                LabelCounts.NONE,
                ended == null ? replaced : VersionScore.sum(replaced, List.of(late(ended, partition))),
                readTo,
                gathered);
    }

    /** Labels here of a version that was replaced, which came too late for its last window. */
    VersionScore late(Score.Replaced ended, int partition) {
        var of = ended.score();
        return new VersionScore(of.version(), of.generation(), MetricSums.EMPTY.plus(from(ended.taken(partition))));
    }

    ReadPosition position() {
        return new ReadPosition(nextOffset, readTo);
    }

    /** After the records before this offset, the youngest of which the broker took at a time. */
    PartitionLabels readUpTo(long offset, Instant youngest) {
        var next = position().after(offset - 1, youngest);
        return new PartitionLabels(
                generation, next.nextOffset(), last, first, scored, counted, replaced, next.readTo(), gathered);
    }

    /**
     * After labels were joined with their predictions.
     *
     * @param taken number of the first label that is in no window
     */
    Counted plus(List<Joined> joined, long taken) {
        var waiting = new ArrayList<>(from(taken));
        var settled = new ArrayList<Settled>();
        var late = new ArrayList<VersionScore>();
        var total = counted;
        var all = gatheredSoFar();
        var rows = new ArrayList<LabelledRow>();
        for (var each : joined) {
            total = total.plus(each);
            all = all.plus(each.gathering());
            if (each.gathering() instanceof Gathering.Kept(var row)) {
                rows.add(row);
            }
            switch (each) {
                case Joined.Scored scored -> {
                    waiting.add(scored.label());
                    settled.add(new Settled(
                            each.predictionId(), each.offset(), scored.label().label()));
                }
                case Joined.Replaced replaced -> {
                    late.add(VersionScore.of(replaced.model(), MetricSums.EMPTY.plus(List.of(replaced.label()))));
                    settled.add(new Settled(
                            each.predictionId(), each.offset(), replaced.label().label()));
                }
                case Joined.NoClass none -> settled.add(new Settled(each.predictionId(), each.offset(), null));
                case Joined.NoPrediction none -> settled.add(new Settled(each.predictionId(), each.offset(), null));
                case Joined.Again again -> {}
            }
        }
        return new Counted(
                new PartitionLabels(
                        generation,
                        nextOffset,
                        settled,
                        Math.max(taken, first),
                        waiting,
                        total,
                        late.isEmpty() ? replaced : VersionScore.sum(replaced, late),
                        readTo,
                        all.equals(gatheredSoFar()) ? gathered : all),
                rows);
    }

    Gathered gatheredSoFar() {
        return gathered == null ? Gathered.NONE : gathered;
    }

    /** The labels from a number on. */
    List<ScoredLabel> from(long taken) {
        return scored.subList((int) (Math.max(taken, first) - first), scored.size());
    }
}
