package dev.millrace.messaging.commit;

import java.util.ArrayList;
import java.util.List;

/**
 * What an aggregate remembers of one source: how far it has applied that source's events of one topic.
 *
 * @param high sequence of the newest event that was applied
 * @param digest of that event's content; empty where it is not known
 * @param applied the newest sequences that were applied, ascending: tells a parked event, which may be applied late, from
 *     one that was applied before it
 */
public record Mark(long high, String digest, List<Long> applied) {

    static final Mark NONE = new Mark(0, "", List.of());
    private static final int REMEMBERED = 32;

    public Mark {
        applied = List.copyOf(applied);
    }

    Mark with(long sequence, String contentDigest) {
        var longer = new ArrayList<>(applied);
        longer.add(sequence);
        longer.sort(null);
        var newest = longer.subList(Math.max(0, longer.size() - REMEMBERED), longer.size());
        return sequence > high ? new Mark(sequence, contentDigest, newest) : new Mark(high, digest, newest);
    }

    /** Whether an event below the mark was certainly not applied yet. */
    boolean surelyMissed(long sequence) {
        boolean remembered = applied.size() < REMEMBERED || sequence > applied.getFirst();
        return remembered && !applied.contains(sequence);
    }
}
