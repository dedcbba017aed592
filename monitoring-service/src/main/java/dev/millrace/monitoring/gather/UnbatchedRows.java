package dev.millrace.monitoring.gather;

import dev.millrace.monitoring.gather.GatheredRows.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of one model that are in no batch yet. Pure.
 *
 * @param chunks by partition and number, each partition without gaps
 */
record UnbatchedRows(List<Head> chunks) {

    static final int MOST_CHUNKS = 2000;
    private static final long MOST_ROWS = 100_000;

    UnbatchedRows {
        chunks = List.copyOf(chunks);
    }

    /** As far as they are there without gaps: the chunk before a gap is committed, and about to be put in its place. */
    static UnbatchedRows of(List<Head> heads, Batches before) {
        var chunks = new ArrayList<Head>();
        var next = new HashMap<Integer, Long>();
        long rows = 0;
        for (var head : heads) {
            long expected = next.getOrDefault(head.partition(), before.taken(head.partition()));
            if (head.first() == expected && (chunks.isEmpty() || rows + head.rows() <= MOST_ROWS)) {
                chunks.add(head);
                next.put(head.partition(), head.end());
                rows += head.rows();
            }
        }
        return new UnbatchedRows(chunks);
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    long rows() {
        return chunks.stream().mapToLong(Head::rows).sum();
    }

    /** The number behind the last row, by partition. */
    Map<Integer, Long> ends() {
        var ends = new HashMap<Integer, Long>();
        chunks.forEach(head -> ends.merge(head.partition(), head.end(), Math::max));
        return ends;
    }

    /** Whether there are enough rows for a batch, or one has waited long enough. */
    boolean isDue(GatherRule rule, Instant now) {
        var oldest = chunks.stream().map(Head::since).min(Instant::compareTo);
        return rows() >= rule.rows()
                || chunks.size() >= MOST_CHUNKS
                || oldest.filter(since -> !now.isBefore(since.plus(rule.atMost())))
                        .isPresent();
    }
}
