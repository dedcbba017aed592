package dev.millrace.monitoring.gather;

import java.util.HashMap;
import java.util.Map;

/**
 * The aggregate: which of a model's gathered rows wait no longer, by partition. A batch is made by one change of it, so no row is in
 * two, whichever replica makes it.
 *
 * @param taken number of the first row of each partition that still waits
 * @param made how many batches there are
 * @param rows in them
 * @param dropped rows that are in none, because the pipeline gathers no longer
 */
record Batches(Map<String, Long> taken, long made, long rows, long dropped) {

    static final Batches NONE = new Batches(Map.of(), 0, 0, 0);

    Batches {
        taken = Map.copyOf(taken);
    }

    long taken(int partition) {
        return taken.getOrDefault(Integer.toString(partition), 0L);
    }

    /** After a batch of all rows before these numbers. */
    Batches withBatch(Map<Integer, Long> nowTaken, long more) {
        return new Batches(and(nowTaken), made + 1, rows + more, dropped);
    }

    Batches dropping(Map<Integer, Long> nowTaken, long more) {
        return new Batches(and(nowTaken), made, rows, dropped + more);
    }

    private Map<String, Long> and(Map<Integer, Long> nowTaken) {
        var all = new HashMap<>(taken);
        nowTaken.forEach((partition, number) -> all.put(Integer.toString(partition), number));
        return all;
    }
}
