package dev.millrace.monitoring.gather;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Stored;
import java.util.List;

/** Answers what became of the rows that were gathered. */
public class ReadBatches {

    private static final int LISTED = 20;

    private final AggregateStore<Batches> batches;
    private final BatchList list;

    public ReadBatches(Aggregates aggregates, BatchList list) {
        this.batches = MakeBatches.batches(aggregates);
        this.list = list;
    }

    /**
     * All of one model.
     *
     * @param made how many batches there are
     * @param rows in them
     * @param dropped rows that are in none, because the pipeline gathers no longer
     * @param newest the newest first
     */
    public record Made(long made, long rows, long dropped, List<Batch> newest) {
        public Made {
            newest = List.copyOf(newest);
        }
    }

    /** @param owner project and model */
    public Made of(String owner) {
        var known = batches.find(owner).map(Stored::state).orElse(Batches.NONE);
        return new Made(known.made(), known.rows(), known.dropped(), list.newest(owner, LISTED));
    }
}
