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
 * The labels of one model on one partition. The offset stands in the same document as the labels that are read up to it, and so do
 * the last ids: neither a record nor a label that comes again counts again. Which labels are in windows already, the
 * {@link Score} says; they leave this document later.
 *
 * @param generation that is scored; 0 while none is known
 * @param nextOffset of the first record of labels that was not read yet
 * @param recent predictions whose labels were counted, or given up, last
 * @param first number of the first label that is here, counted in this generation
 * @param scored labels with their predictions, which wait for a window
 * @param counted labels that go into no window
 * @param readTo when the broker took the youngest record that was read; null before it was kept
 * @param gathered what became of the rows in all generations; null before it was kept
 */
record PartitionLabels(
        long generation,
        long nextOffset,
        RecentIds recent,
        long first,
        List<ScoredLabel> scored,
        NotScored counted,
        @Nullable Instant readTo,
        @Nullable Gathered gathered) {

    static PartitionStates<PartitionLabels> in(Aggregates aggregates) {
        return new PartitionStates<>(
                aggregates,
                AggregateType.derived("partition-labels", PartitionLabels.class),
                PartitionLabels::generation);
    }

    PartitionLabels {
        scored = List.copyOf(scored);
    }

    /**
     * Labels that go into no window.
     *
     * @param unmatched given up because no prediction came, or none of the classes
     * @param otherVersions of predictions that another version or generation made
     */
    record NotScored(long unmatched, long otherVersions) {

        static final NotScored NONE = new NotScored(0, 0);

        NotScored plus(NotScored more) {
            return new NotScored(unmatched + more.unmatched, otherVersions + more.otherVersions);
        }
    }

    /** What is to become of a label. */
    sealed interface Joined {

        String predictionId();

        /** What becomes of the row. */
        Gathering gathering();

        /** The version in service made the prediction. */
        record Scored(String predictionId, ScoredLabel label, Gathering gathering) implements Joined {}

        /** Another version made it. */
        record OtherVersion(String predictionId, Gathering gathering) implements Joined {}

        /** The label is none of the classes, or no prediction of the model came for it. */
        record Unmatched(String predictionId, Gathering gathering) implements Joined {}

        /** Given up, or about a prediction of another model. */
        static Joined unmatched(String predictionId) {
            return new Unmatched(predictionId, Gathering.LeftOut.NOT_ASKED);
        }
    }

    /** After labels were joined, with the rows that are kept from now on. */
    record Counted(PartitionLabels labels, List<LabelledRow> rows) {}

    static PartitionLabels begin(long generation) {
        return new PartitionLabels(generation, 0, RecentIds.NONE, 0, List.of(), NotScored.NONE, null, null);
    }

    /** The beginning of a generation; what was read stays read. */
    PartitionLabels inGeneration(long newer) {
        return new PartitionLabels(newer, nextOffset, recent, 0, List.of(), NotScored.NONE, readTo, gathered);
    }

    ReadPosition position() {
        return new ReadPosition(nextOffset, readTo);
    }

    /** After the records before this offset, the youngest of which the broker took at a time. */
    PartitionLabels readUpTo(long offset, Instant youngest) {
        var next = position().after(offset - 1, youngest);
        return new PartitionLabels(
                generation, next.nextOffset(), recent, first, scored, counted, next.readTo(), gathered);
    }

    /**
     * After labels were joined with their predictions; those that were counted before change nothing.
     *
     * @param taken number of the first label that is in no window
     */
    Counted plus(List<Joined> joined, long taken) {
        var known = recent.opened();
        var waiting = new ArrayList<>(from(taken));
        var total = counted;
        var all = gatheredSoFar();
        var rows = new ArrayList<LabelledRow>();
        for (var each : joined) {
            if (known.add(RecentIds.hash(each.predictionId()))) {
                all = all.plus(each.gathering());
                if (each.gathering() instanceof Gathering.Kept(var row)) {
                    rows.add(row);
                }
                switch (each) {
                    case Joined.Scored scored -> waiting.add(scored.label());
                    case Joined.OtherVersion other -> total = total.plus(new NotScored(0, 1));
                    case Joined.Unmatched unmatched -> total = total.plus(new NotScored(1, 0));
                }
            }
        }
        return new Counted(
                new PartitionLabels(
                        generation,
                        nextOffset,
                        RecentIds.of(known),
                        Math.max(taken, first),
                        waiting,
                        total,
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
