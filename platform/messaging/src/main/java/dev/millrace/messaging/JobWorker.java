package dev.millrace.messaging;

import dev.millrace.messaging.AggregateStore.Decider;

/**
 * Runs the jobs that changes of one aggregate type request, outside every listener. Every bean of this type gets
 * threads of its own. Several replicas compete safely: a claim carries a fence, and only the holder can complete.
 */
public interface JobWorker<S> {

    AggregateType<S> type();

    /** Jobs that one replica runs at a time. */
    int concurrency();

    /**
     * Does the work and ends with {@link JobClaim#complete}. An exception costs one of three attempts, which are spaced;
     * failures of the infrastructure and interrupts cost none.
     */
    void run(JobClaim<S> claim) throws Exception;

    /** What becomes of an aggregate whose job failed for good. */
    Decider<S> exhausted(String jobId, String reason);

    /** The lineage of what {@link #exhausted} announces, from the state. */
    Lineage lineage(S state);
}
