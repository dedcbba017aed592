package dev.millrace.messaging.jobs;

import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.failure.Failure;
import dev.millrace.messaging.jobs.JobMeters.End;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a claimed job, and decides what becomes of it where that fails: another attempt, one that does not count, or none. */
final class JobAttempts<S> {

    private static final Logger log = LoggerFactory.getLogger(JobAttempts.class);

    private final JobWorker<S> worker;
    private final int most;
    private final Consumer<HeldJob<S>> giveBack;

    /**
     * @param most attempts after which a job has failed
     * @param giveBack takes a job that is not to blame for its end
     */
    JobAttempts(JobWorker<S> worker, int most, Consumer<HeldJob<S>> giveBack) {
        this.worker = worker;
        this.most = most;
        this.giveBack = giveBack;
    }

    End of(HeldJob<S> job) {
        try {
            return attempt(job);
        } catch (Exception e) {
            return brokenOff(job, e);
        }
    }

    private End attempt(HeldJob<S> job) throws Exception {
        if (job.attempt() > most) {
            fail(job, "the process died in each of %d attempts".formatted(most));
            return End.FAILED;
        }
        worker.run(job);
        if (!job.over()) {
            throw new IllegalStateException("it ended without a result");
        }
        return job.lost() ? End.LOST : End.DONE;
    }

    private End brokenOff(HeldJob<S> job, Exception failure) {
        var end = End.FAILED;
        boolean interrupted = Thread.interrupted() || failure instanceof InterruptedException;
        if (job.over()) {
            log.warn("Job {} of {} failed after it was over", job.jobId(), job.aggregateId(), failure);
        } else if (interrupted || Failure.isOutage(failure)) {
            log.warn("Job {} of {} waits, it is not to blame: {}", job.jobId(), job.aggregateId(), failure.toString());
            end = End.GIVEN_BACK;
            giveBack.accept(job);
        } else {
            log.error("Attempt {} at job {} of {} failed", job.attempt(), job.jobId(), job.aggregateId(), failure);
            failed(job, String.valueOf(failure.getMessage()));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return end;
    }

    private void failed(HeldJob<S> job, String reason) {
        if (job.attempt() >= most) {
            fail(job, reason);
        } else {
            job.release();
        }
    }

    /** Without the state, which may hold what users have written. */
    private static String what(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Applied<?> applied -> "told as revision " + applied.revision();
            case Outcome.Replayed<?> replayed -> "told before";
            case Outcome.Ignored<?> ignored -> ignored.because();
            case Outcome.Refused<?> refused -> refused.code();
        };
    }

    private void fail(HeldJob<S> job, String reason) {
        Outcome<S> outcome = job.complete(worker.lineage(job.state()), worker.exhausted(job.jobId(), reason));
        log.error("Job {} of {} has failed for good: {} ({})", job.jobId(), job.aggregateId(), reason, what(outcome));
    }
}
