package dev.millrace.messaging.jobs;

import dev.millrace.faults.FaultPoint;
import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.commit.AggregateDocument;
import dev.millrace.messaging.commit.CommittedStore;
import dev.millrace.messaging.commit.Job;
import dev.millrace.messaging.failure.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job that this process claimed, held by its fence. */
final class HeldJob<S> implements JobClaim<S> {

    private static final Logger log = LoggerFactory.getLogger(HeldJob.class);
    private static final long SHOWN_EVERY_NANOS = 200_000_000;

    private final CommittedStore<S> store;
    private final String aggregateId;
    private final long fence;
    private final S state;
    private final Clock clock;
    private final LongSupplier nanos;
    private volatile Job job;
    private volatile boolean lost;
    private volatile boolean completed;
    private volatile long shownAt;
    private volatile boolean shown = true;

    HeldJob(CommittedStore<S> store, AggregateDocument claimed, Clock clock, LongSupplier nanos) {
        this.store = store;
        this.aggregateId = claimed.id();
        this.fence = claimed.jobSlot().fence();
        this.state = store.state(claimed);
        this.clock = clock;
        this.nanos = nanos;
        this.job = Objects.requireNonNull(claimed.jobSlot().job(), "a claimed aggregate has a job");
        this.shownAt = nanos.getAsLong() - SHOWN_EVERY_NANOS;
    }

    @Override
    public String aggregateId() {
        return aggregateId;
    }

    @Override
    public String jobId() {
        return job.id();
    }

    @Override
    public S state() {
        return state;
    }

    @Override
    public int attempt() {
        return job.attempt();
    }

    @Override
    public boolean lost() {
        return lost;
    }

    /** Whether it was completed or postponed, or is not this worker's any more. */
    boolean over() {
        return completed || lost;
    }

    @Override
    public void progress(String stage, double fraction, Map<String, String> figures) {
        FaultPoint.JOB_RUNNING.reached();
        job = job.showing(new Job.Shown(stage, fraction, figures));
        shown = false;
        showLatest();
    }

    /** Shows progress that came too soon after what was shown before, once it may be. */
    void showLatest() {
        if (!shown && nanos.getAsLong() - shownAt >= SHOWN_EVERY_NANOS) {
            beat();
        }
    }

    /** Shows that this worker lives and how far it is. */
    void beat() {
        shownAt = nanos.getAsLong();
        shown = true;
        try {
            if (!completed && !store.documents().beat(aggregateId, fence, job) && !completed) {
                lost = true;
            }
        } catch (RuntimeException e) {
            if (!Failure.isOutage(e)) {
                throw e;
            }
            log.warn("No sign of life of job {} could be written: {}", job.id(), e.toString());
        }
    }

    @Override
    public Outcome<S> complete(Lineage lineage, Decider<S> decider) {
        var outcome = store.complete(job.id(), fence, lineage, aggregateId, decider);
        if (outcome instanceof Outcome.Applied) {
            completed = true;
        } else if (outcome instanceof Outcome.Ignored<S> ignored
                && ignored.because().equals("FENCED")) {
            lost = true;
            log.warn("FENCED: the result of job {} of {} is not wanted any more", job.id(), aggregateId);
        }
        return outcome;
    }

    @Override
    public void postpone(Duration pause) {
        if (!store.documents()
                .release(aggregateId, fence, job.withoutAttempt(clock.instant().plus(pause)))) {
            log.warn("FENCED: job {} of {} is not this worker's any more", job.id(), aggregateId);
        }
        completed = true;
    }

    @Override
    public void hasten(String waitingAggregateId) {
        store.documents().hasten(waitingAggregateId, job.due());
    }

    /** Gives the job back for another attempt, which is spaced by how many there were. */
    void release() {
        store.documents().release(aggregateId, fence, job.after(clock.instant().plus(Pauses.after(job.attempt()))));
    }

    /** Gives the job back as if it had not been claimed, for whoever comes first; may be repeated. */
    void handBack() {
        store.documents().release(aggregateId, fence, job.withoutAttempt(clock.instant()));
    }

    /** Gives the job back as if it had not been claimed, for when what it stands on may be there again; may be repeated. */
    void handBackUntilLater() {
        store.documents()
                .release(aggregateId, fence, job.withoutAttempt(clock.instant().plus(Pauses.after(job.pauses() + 1))));
    }
}
