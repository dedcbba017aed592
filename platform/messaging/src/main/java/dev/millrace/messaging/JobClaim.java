package dev.millrace.messaging;

import dev.millrace.messaging.AggregateStore.Decider;
import java.time.Duration;
import java.util.Map;

/** A job that this worker holds. */
public interface JobClaim<S> {

    String aggregateId();

    String jobId();

    /** As it was when the job was claimed. */
    S state();

    /** 1 for the first. */
    int attempt();

    /** True once the job was taken over, replaced or cleared: stop, the result would be refused. */
    boolean lost();

    /** Shows how far the job is; cheap enough to call often. */
    void progress(String stage, double fraction, Map<String, String> figures);

    /**
     * Gives the job back until later: it is claimed again when it is due, by whoever comes first. Costs no attempt; the worker
     * has nothing more to do with the job afterwards.
     */
    void postpone(Duration pause);

    /**
     * Makes the job of an aggregate of the same type due, if it was postponed and is not claimed: as early as this job was, so
     * that it comes before what was asked for later. For jobs that wait for one another, and after {@link #postpone} for this
     * one, if what it waited for has come about meanwhile.
     */
    void hasten(String waitingAggregateId);

    /** Ends the job with a change, if this worker still holds it; otherwise {@link Outcome.Ignored} with FENCED. */
    Outcome<S> complete(Lineage lineage, Decider<S> decider);
}
