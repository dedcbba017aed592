package dev.millrace.messaging.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an aggregate remembers of one source: how far it has applied that source's events of one topic.
 *
 * @param high sequence of the newest event that was applied
 * @param digest of that event's content; empty where it is not known
 * @param applied the newest sequences that were applied, ascending: tells a parked event, which may be applied late, from
 *     one that was applied before it
 * @param revision of the aggregate when the mark was last changed
 * @param partition topic and partition of the last event that was applied
 * @param position the last record of that partition that was applied
 */
public record Mark(
        long high, String digest, List<Long> applied, long revision, String partition, RecordPosition position) {

    static final Mark NONE = new Mark(0, "", List.of(), 0, "", new RecordPosition(-1, Instant.EPOCH));
    private static final int REMEMBERED = 32;

    public Mark {
        applied = List.copyOf(applied);
        partition = partition == null ? "" : partition;
        position = position == null ? new RecordPosition(-1, Instant.EPOCH) : position;
    }

    /** The mark after one more event. */
    Mark with(long sequence, String contentDigest, long newRevision, String newPartition, RecordPosition newPosition) {
        var longer = new ArrayList<>(applied);
        longer.add(sequence);
        longer.sort(null);
        var newest = longer.subList(Math.max(0, longer.size() - REMEMBERED), longer.size());
        boolean newer = sequence > high;
        return new Mark(
                newer ? sequence : high,
                newer ? contentDigest : digest,
                newest,
                newRevision,
                newPartition,
                newPartition.equals(partition) ? position.latest(newPosition) : newPosition);
    }

    /** Whether an event below the mark was certainly not applied yet. */
    boolean surelyMissed(long sequence) {
        boolean remembered = applied.size() < REMEMBERED || sequence > applied.getFirst();
        return remembered && !applied.contains(sequence);
    }
}
