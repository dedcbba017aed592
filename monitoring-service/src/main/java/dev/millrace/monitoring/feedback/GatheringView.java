package dev.millrace.monitoring.feedback;

import dev.millrace.monitoring.gather.Batch;
import dev.millrace.monitoring.gather.Gathered;
import dev.millrace.monitoring.gather.ReadBatches;
import java.time.Instant;
import java.util.List;

/**
 * What became of a model's answered and labelled rows, as it is answered.
 *
 * @param dataset that they become versions of; empty where the pipeline gathers none
 * @param waiting rows that were kept and are in no batch yet
 * @param batched rows that are in batches
 * @param dropped rows that were kept, and then the pipeline gathered no longer
 * @param batches how many were made
 * @param newest of the batches, the newest first
 */
public record GatheringView(
        String model,
        String dataset,
        long waiting,
        long batched,
        long dropped,
        LeftOut leftOut,
        long batches,
        List<MadeBatch> newest) {

    public GatheringView {
        newest = List.copyOf(newest);
    }

    /** Labelled rows that were not kept, and why. */
    public record LeftOut(long withoutInputs, long sampledAway, long labelUnknown) {}

    /** @param cascadeId which tells whether it became a version */
    public record MadeBatch(long number, String dataset, long rows, String cascadeId, Instant madeAt) {

        static MadeBatch of(Batch batch) {
            return new MadeBatch(batch.number(), batch.dataset(), batch.rows(), batch.cascadeId(), batch.madeAt());
        }
    }

    static GatheringView of(String model, String dataset, Gathered gathered, ReadBatches.Made made) {
        return new GatheringView(
                model,
                dataset,
                Math.max(0, gathered.rows() - made.rows() - made.dropped()),
                made.rows(),
                made.dropped(),
                new LeftOut(gathered.withoutInputs(), gathered.sampledAway(), gathered.labelUnknown()),
                made.made(),
                made.newest().stream().map(MadeBatch::of).toList());
    }
}
