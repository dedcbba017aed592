package dev.millrace.messaging.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobChange;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.commit.AggregateDocument;
import dev.millrace.messaging.commit.Change;
import dev.millrace.messaging.commit.Committed;
import dev.millrace.messaging.commit.CommittedAggregates;
import dev.millrace.messaging.commit.MemoryAggregates;
import dev.millrace.messaging.commit.MemoryDocuments;
import dev.millrace.messaging.jobs.JobRunner.JobRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class JobRunnerTests {

    private static final AggregateType<Run> RUNS = new AggregateType<>("runs", Run.class);
    private static final String ID = "default/taxi-tips";
    private static final Lineage LINEAGE = new Lineage("cascade", null, 0);
    private static final Duration TAKEOVER = Duration.ofSeconds(30);

    record Run(String result) {}

    @FunctionalInterface
    interface Work {
        void run(JobClaim<Run> claim) throws Exception;
    }

    private static final long LATER = Duration.ofMinutes(1).toNanos();

    private final JobDocuments documents = new JobDocuments();
    private final CommittedAggregates aggregates = MemoryAggregates.over(documents, (collection, id) -> {});
    private final List<JobClaim<Run>> claims = new ArrayList<>();
    private long nanos = 1;

    @Test
    void completesTheJobThatAChangeRequested() {
        request("job-1");

        runner("a", claim -> claim.complete(LINEAGE, finished("done"))).poll();

        assertThat(result()).isEqualTo("done");
        assertThat(documents.withJob(10)).isEmpty();
    }

    @Test
    void fencesAWorkerWhoseJobWasTakenOver() {
        request("job-1");
        var rival = runner("b", claim -> claim.complete(LINEAGE, finished("by b")));
        var outcomes = new ArrayList<Outcome<Run>>();

        runner("a", claim -> {
                    rival.poll();
                    nanos += TAKEOVER.toNanos() - 1;
                    rival.poll();
                    assertThat(result()).isEmpty();
                    nanos += 1;
                    rival.poll();
                    claim.progress("late", 1, Map.of());
                    assertThat(claim.lost()).isTrue();
                    outcomes.add(claim.complete(LINEAGE, finished("by a")));
                })
                .poll();

        assertThat(result()).isEqualTo("by b");
        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Ignored.class,
                        ignored -> assertThat(ignored.because()).isEqualTo("FENCED"));
    }

    @Test
    void leavesAJobToItsOwnerWhileItBeats() {
        request("job-1");
        var rival = runner("b", claim -> claim.complete(LINEAGE, finished("by b")));

        runner("a", claim -> {
                    for (int i = 0; i < 5; i++) {
                        rival.poll();
                        nanos += TAKEOVER.toNanos() - 1;
                        claim.progress("step " + i, 0.1 * i, Map.of());
                    }
                    claim.complete(LINEAGE, finished("by a"));
                })
                .poll();

        assertThat(result()).isEqualTo("by a");
    }

    @Test
    void takesOverFromItsOwnPredecessorAtOnce() {
        request("job-1");
        documents.claim(documents.find(ID).orElseThrow(), "a#before");

        runner("a", claim -> claim.complete(LINEAGE, finished("second attempt " + claim.attempt())))
                .poll();

        assertThat(result()).isEqualTo("second attempt 2");
    }

    @Test
    void takesAgainWhatItClaimedButDoesNotWorkOn() {
        request("job-1");
        documents.claim(documents.find(ID).orElseThrow(), "a#now");

        runner("a", claim -> claim.complete(LINEAGE, finished("at last"))).poll();

        assertThat(result()).isEqualTo("at last");
    }

    @Test
    void givesUpAfterThreeAttempts() {
        request("job-1");
        var runner = runner("a", claim -> {
            claims.add(claim);
            throw new IllegalStateException("out of trees");
        });

        pollLater(runner, 3);

        assertThat(claims).extracting(JobClaim::attempt).containsExactly(1, 2, 3);
        assertThat(result()).isEqualTo("failed: out of trees");
    }

    @Test
    void spacesTheAttempts() {
        request("job-1");
        var runner = runner("a", claim -> {
            claims.add(claim);
            throw new IllegalStateException("out of trees");
        });

        runner.poll();
        runner.poll();
        assertThat(claims).hasSize(1);
        nanos += Duration.ofMillis(500).toNanos();
        runner.poll();
        assertThat(claims).hasSize(2);
        nanos += Duration.ofMillis(500).toNanos();
        runner.poll();

        assertThat(claims).hasSize(2);
    }

    @Test
    void waitsForWhatItStandsOnHoweverLongItTakes() {
        request("job-1");
        var runner = runner("a", claim -> {
            claims.add(claim);
            if (claims.size() < 10) {
                throw new UncheckedIOException(new IOException("the artifact disk is away"));
            }
            claim.complete(LINEAGE, finished("at attempt " + claim.attempt()));
        });

        pollLater(runner, 10);

        assertThat(result()).isEqualTo("at attempt 1");
    }

    @Test
    void givesTheJobBackOnceTheStoreIsThereAgain() {
        request("job-1");
        var runner = runner("a", claim -> {
            claims.add(claim);
            documents.away = claims.size() == 1;
            claim.complete(LINEAGE, finished("at attempt " + claim.attempt()));
        });

        runner.poll();
        nanos += LATER;
        assertThatThrownBy(runner::poll).isInstanceOf(MongoTimeoutException.class);
        documents.away = false;
        runner.poll();

        assertThat(result()).isEqualTo("at attempt 1");
    }

    @Test
    void anInterruptCostsNoAttempt() {
        request("job-1");
        var runner = runner("a", claim -> {
            claims.add(claim);
            if (claims.size() == 1) {
                throw new InterruptedException("told to stop");
            }
            if (claims.size() == 2) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("broken off");
            }
            claim.complete(LINEAGE, finished("at attempt " + claim.attempt()));
        });

        runner.poll();
        assertThat(Thread.interrupted()).isTrue();
        nanos += LATER;
        runner.poll();
        assertThat(Thread.interrupted()).isTrue();
        nanos += LATER;
        runner.poll();

        assertThat(result()).isEqualTo("at attempt 1");
    }

    @Test
    void leavesItsJobsToOthersWhenItIsStopped() {
        request("job-1");
        var stopping = new AtomicReference<JobRunner<Run>>();
        var other = runner("b", claim -> claim.complete(LINEAGE, finished("by b at attempt " + claim.attempt())));
        stopping.set(runner("a", claim -> {
            stopping.get().stop();
            stopping.get().beat();
            assertThat(claim.lost()).isTrue();
            other.poll();
            claim.complete(LINEAGE, finished("by a"));
        }));

        stopping.get().poll();

        assertThat(result()).isEqualTo("by b at attempt 1");
    }

    @Test
    void mayRequestTheNextJobWhileCompletingOne() {
        request("job-1");

        runner("a", claim -> {
                    claims.add(claim);
                    boolean more = claim.jobId().equals("job-1");
                    claim.complete(
                            LINEAGE,
                            state -> Decision.apply(new Run(claim.jobId()), "run.finished")
                                    .with(more ? new JobChange.Request("job-2") : new JobChange.Keep()));
                })
                .poll();

        assertThat(claims).extracting(JobClaim::jobId).containsExactly("job-1", "job-2");
        assertThat(result()).isEqualTo("job-2");
    }

    private void pollLater(JobRunner<Run> runner, int times) {
        for (int i = 0; i < times; i++) {
            runner.poll();
            nanos += LATER;
        }
    }

    private void request(String jobId) {
        aggregates
                .committed(RUNS)
                .internal(
                        "test",
                        LINEAGE,
                        ID,
                        state -> Decision.apply(new Run(""), "run.requested").with(new JobChange.Request(jobId)));
    }

    private String result() {
        return aggregates.committed(RUNS).find(ID).orElseThrow().state().result();
    }

    private static Decider<Run> finished(String result) {
        return state -> Decision.apply(new Run(result), "run.finished");
    }

    private JobRunner<Run> runner(String instance, Work work) {
        var worker = new JobWorker<Run>() {
            @Override
            public AggregateType<Run> type() {
                return RUNS;
            }

            @Override
            public int concurrency() {
                return 1;
            }

            @Override
            public void run(JobClaim<Run> claim) throws Exception {
                work.run(claim);
            }

            @Override
            public Decider<Run> exhausted(String jobId, String reason) {
                return finished("failed: " + reason);
            }

            @Override
            public Lineage lineage(Run state) {
                return LINEAGE;
            }
        };
        var rules = new JobRules(instance, "now", TAKEOVER, 3);
        return new JobRunner<>(worker, aggregates.committed(RUNS), rules, Runnable::run, () -> nanos);
    }

    /** Documents of which jobs can be had, unless the store is away. */
    private static final class JobDocuments extends MemoryDocuments {

        private boolean away;

        @Override
        public Optional<AggregateDocument> find(String id) {
            answer();
            return super.find(id);
        }

        @Override
        public Optional<Committed> commit(Change change) {
            answer();
            return super.commit(change);
        }

        @Override
        public List<AggregateDocument> withJob(int limit) {
            answer();
            return super.withJob(limit);
        }

        @Override
        public boolean release(String id, long fence, boolean counted) {
            answer();
            return super.release(id, fence, counted);
        }

        private void answer() {
            if (away) {
                throw new MongoTimeoutException("no answer");
            }
        }
    }
}
