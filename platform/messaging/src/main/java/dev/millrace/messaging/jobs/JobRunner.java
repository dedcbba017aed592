package dev.millrace.messaging.jobs;

import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.commit.AggregateDocument;
import dev.millrace.messaging.commit.CommittedStore;
import dev.millrace.messaging.commit.StoredJob;
import dev.millrace.messaging.jobs.JobMeters.End;
import dev.millrace.messaging.trail.LogContext;
import dev.millrace.messaging.trail.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims and runs the jobs of one worker. Two processes that both believe to hold a job do no harm: the fence lets only
 * the later claim complete it. A claim counts as an attempt unless it is known that the job is not to blame for its end:
 * what we stand on failed, or the process was told to stop.
 */
public final class JobRunner<S> {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    private static final int PAGE = 100;

    private final JobWorker<S> worker;
    private final CommittedStore<S> store;
    private final JobRules rules;
    private final Executor threads;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Spans spans;
    private final Semaphore free;
    private final Set<HeldJob<S>> held = ConcurrentHashMap.newKeySet();
    private final Set<String> active = ConcurrentHashMap.newKeySet();
    private final SilentOwners silent;

    /** Jobs to give back as soon as the store takes them. */
    private final Set<HeldJob<S>> owed = ConcurrentHashMap.newKeySet();

    private final JobAttempts<S> attempts;
    private final JobMeters jobMeters;
    private volatile boolean stopped;

    /**
     * @param clock tells when a job is due
     * @param nanos a monotonic clock, tells how long others have been silent
     */
    public JobRunner(
            JobWorker<S> worker,
            CommittedStore<S> store,
            JobRules rules,
            Executor threads,
            Clock clock,
            LongSupplier nanos,
            Spans spans,
            MeterRegistry meters) {
        this.worker = worker;
        this.store = store;
        this.rules = rules;
        this.threads = threads;
        this.clock = clock;
        this.nanos = nanos;
        this.spans = spans;
        this.attempts = new JobAttempts<>(worker, rules.attempts(), this::giveBack);
        this.jobMeters = new JobMeters(worker.type().name(), held, meters);
        this.silent = new SilentOwners(rules.takeover(), nanos);
        this.free = new Semaphore(worker.concurrency());
    }

    /** Lets the bell wake this runner. */
    public void answer(JobBell bell) {
        bell.answer(worker.type().name(), () -> submit(this::claimDue));
    }

    /** Takes over what others have left, and claims what is due. */
    public void poll() {
        owed.removeIf(JobRunner::handedBack);
        held.forEach(HeldJob::showLatest);
        if (free.availablePermits() > 0) {
            try {
                if (silent.isTimeToLook()) {
                    takeOver();
                }
                claimDue();
            } catch (RuntimeException e) {
                silent.forgetAll();
                throw e;
            }
        }
    }

    private void takeOver() {
        silent.look();
        var afterId = "";
        List<StoredJob> page;
        do {
            page = store.documents().runningJobs(afterId, PAGE);
            page.stream()
                    .filter(each -> rules.abandoned(each.job().owner()) || silent.include(each))
                    .forEach(this::claim);
            afterId = page.isEmpty() ? afterId : page.getLast().aggregateId();
        } while (page.size() == PAGE);
    }

    private void claimDue() {
        int permits = free.availablePermits();
        if (permits > 0 && !stopped) {
            // Those that are just being claimed here still seem to wait.
            store.documents().dueJobs(clock.instant(), permits + active.size()).forEach(this::claim);
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

    private void claim(StoredJob seen) {
        if (stopped || active.contains(seen.aggregateId()) || !free.tryAcquire()) {
            return;
        }
        boolean started = active.add(seen.aggregateId()) && submit(() -> claimAndRun(seen));
        if (!started) {
            free.release();
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

    private void untilNextPoll(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            silent.forgetAll();
            log.warn("Jobs wait for the next poll: {}", e.toString());
        }
    }

    private void claimAndRun(StoredJob seen) {
        try {
            store.documents().claim(seen, rules.owner()).ifPresent(this::run);
        } finally {
            active.remove(seen.aggregateId());
            free.release();
        }
        submit(this::claimDue);
    }

    private void run(AggregateDocument claimed) {
        silent.forget(claimed.id());
        var job = new HeldJob<>(store, claimed, clock, nanos);
        held.add(job);
        long started = nanos.getAsLong();
        var end = End.GIVEN_BACK;
        var lineage = worker.lineage(job.state());
        try (var _ = LogContext.of(lineage, null);
                var span = spans.job(lineage, worker.type().name())) {
            end = attempts.of(job);
            if (end == End.FAILED) {
                span.failed("attempt " + job.attempt() + " failed");
            }
        } finally {
            held.remove(job);
            jobMeters.ended(end, nanos.getAsLong() - started);
        }
    }

    /** At once, and at each poll until the store takes it. */
    private void giveBack(HeldJob<S> job) {
        owed.add(job);
        owed.removeIf(JobRunner::handedBack);
    }

    private static <S> boolean handedBack(HeldJob<S> job) {
        job.handBackUntilLater();
        return true;
    }
}
