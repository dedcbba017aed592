package dev.millrace.messaging.jobs;

import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.commit.AggregateDocument;
import dev.millrace.messaging.commit.CommittedStore;
import dev.millrace.messaging.commit.Job;
import dev.millrace.messaging.failure.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims and runs the jobs of one worker. Two processes that both believe to hold a job do no harm: the fence lets only
 * the later claim complete it. A claim counts as an attempt unless it is known that the job is not to blame for its end:
 * what we stand on failed, or the process was told to stop.
 */
public final class JobRunner<S> {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    private static final int LOOKED_AT = 500;

    private final JobWorker<S> worker;
    private final CommittedStore<S> store;
    private final JobRules rules;
    private final Executor threads;
    private final LongSupplier nanos;
    private final Semaphore free;
    private final Set<HeldJob<S>> held = ConcurrentHashMap.newKeySet();
    private final Set<String> active = ConcurrentHashMap.newKeySet();
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();

    private final Rests rests;

    /** Jobs to give back as soon as the store takes them. */
    private final Set<HeldJob<S>> owed = ConcurrentHashMap.newKeySet();

    private volatile boolean stopped;

    /**
     * @param instance this replica's name; what it claimed and does not work on, now or before its last start, it takes
     *     again at once
     * @param process tells this process from its predecessors
     * @param takeover how long the same beat must have been seen before another replica's job is taken over
     * @param attempts after which a job has failed
     */
    public record JobRules(String instance, String process, Duration takeover, int attempts) {
        String owner() {
            return instance + "#" + process;
        }

        boolean claimed(@Nullable String owner) {
            return owner != null && owner.startsWith(instance + "#");
        }
    }

    private record Watched(long fence, long beat, long since) {}

    /**
     * @param nanos a monotonic clock
     */
    public JobRunner(
            JobWorker<S> worker, CommittedStore<S> store, JobRules rules, Executor threads, LongSupplier nanos) {
        this.worker = worker;
        this.store = store;
        this.rules = rules;
        this.threads = threads;
        this.nanos = nanos;
        this.rests = new Rests(nanos);
        this.free = new Semaphore(worker.concurrency());
    }

    /** Lets the bell wake this runner. */
    public void answer(JobBell bell) {
        bell.answer(
                worker.type().name(),
                id -> submit(() -> store.documents().find(id).ifPresent(this::look)));
    }

    /** Looks at all jobs once. */
    public void poll() {
        owed.removeIf(JobRunner::handedBack);
        held.forEach(HeldJob::showLatest);
        if (free.availablePermits() > 0) {
            store.documents().withJob(LOOKED_AT).forEach(this::look);
        }
    }

    /** Shows that the jobs that run here live. */
    public void beat() {
        held.forEach(HeldJob::beat);
    }

    /** Takes no more jobs, and leaves those that run here to whoever comes first. */
    public void stop() {
        stopped = true;
        try {
            held.forEach(HeldJob::handBack);
        } catch (RuntimeException e) {
            log.warn("What runs here is left to time out: {}", e.toString());
        }
    }

    private void look(AggregateDocument document) {
        var job = document.job();
        if (stopped || job == null || active.contains(document.id()) || rests.rests(document.id(), job.id())) {
            return;
        }
        boolean mine = job.status() == Job.Status.WAITING || rules.claimed(job.owner()) || silent(document, job);
        if (mine && free.tryAcquire()) {
            boolean started = active.add(document.id()) && submit(() -> claim(document));
            if (!started) {
                free.release();
            }
        }
    }

    private boolean submit(Runnable task) {
        try {
            threads.execute(() -> untilNextPoll(task));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static void untilNextPoll(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.warn("Jobs wait for the next poll: {}", e.toString());
        }
    }

    private boolean silent(AggregateDocument document, Job job) {
        long now = nanos.getAsLong();
        var seen = watched.compute(
                document.id(),
                (id, before) -> before != null && before.fence() == document.fence() && before.beat() == job.beat()
                        ? before
                        : new Watched(document.fence(), job.beat(), now));
        return now - seen.since() >= rules.takeover().toNanos();
    }

    private void claim(AggregateDocument seen) {
        boolean ran;
        try {
            var claimed = store.documents().claim(seen, rules.owner());
            claimed.ifPresent(this::run);
            ran = claimed.isPresent();
        } finally {
            active.remove(seen.id());
            free.release();
        }
        if (ran) {
            submit(this::poll);
        }
    }

    private void run(AggregateDocument claimed) {
        watched.remove(claimed.id());
        var job = new HeldJob<>(store, claimed, nanos);
        held.add(job);
        try {
            attempt(job);
        } catch (Exception e) {
            rests.begin(job.aggregateId(), job.jobId());
            brokenOff(job, e);
        } finally {
            held.remove(job);
            if (job.over()) {
                rests.forget(job.aggregateId());
            }
        }
    }

    private void attempt(HeldJob<S> job) throws Exception {
        if (job.attempt() > rules.attempts()) {
            fail(job, "the process died in each of %d attempts".formatted(rules.attempts()));
            return;
        }
        worker.run(job);
        if (!job.over()) {
            throw new IllegalStateException("it ended without a result");
        }
    }

    private void brokenOff(HeldJob<S> job, Exception failure) {
        boolean interrupted = Thread.interrupted() || failure instanceof InterruptedException;
        if (job.over()) {
            log.warn("Job {} of {} failed after it was over", job.jobId(), job.aggregateId(), failure);
        } else if (interrupted || Failure.isOutage(failure)) {
            log.warn("Job {} of {} waits, it is not to blame: {}", job.jobId(), job.aggregateId(), failure.toString());
            owed.add(job);
            owed.removeIf(JobRunner::handedBack);
        } else {
            log.error("Attempt {} at job {} of {} failed", job.attempt(), job.jobId(), job.aggregateId(), failure);
            failed(job, String.valueOf(failure.getMessage()));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <S> boolean handedBack(HeldJob<S> job) {
        job.handBack();
        return true;
    }

    private void failed(HeldJob<S> job, String reason) {
        if (job.attempt() >= rules.attempts()) {
            fail(job, reason);
        } else {
            job.release();
        }
    }

    private void fail(HeldJob<S> job, String reason) {
        Outcome<S> outcome = job.complete(worker.lineage(job.state()), worker.exhausted(job.jobId(), reason));
        log.error("Job {} of {} has failed for good: {} ({})", job.jobId(), job.aggregateId(), reason, outcome);
    }
}
