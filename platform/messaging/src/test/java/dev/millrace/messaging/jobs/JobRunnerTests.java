package dev.millrace.messaging.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.millrace.messaging.commit.Job;
import dev.millrace.messaging.commit.MemoryAggregates;
import dev.millrace.messaging.commit.MemoryDocuments;
import dev.millrace.messaging.commit.StoredJob;
import dev.millrace.messaging.trail.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

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
    private final CommittedAggregates aggregates = MemoryAggregates.over(documents, collection -> {});
    private final List<JobClaim<Run>> claims = new ArrayList<>();
    private long nanos = 1;

    /** Runs with the monotonic clock, and is never behind the one that stamps changes. */
    private final InstantSource time = () -> MemoryAggregates.NOW.plusNanos(nanos);

    private final Clock clock = time.withZone(ZoneOffset.UTC);

    @Test
    void completesTheJobThatAChangeRequested() {
        request("job-1");

        runner("a", claim -> claim.complete(LINEAGE, finished("done"))).poll();

        assertThat(result()).isEqualTo("done");
        assertThat(documents.dueJobs(Instant.MAX, 10)).isEmpty();
        assertThat(documents.runningJobs("", 10)).isEmpty();
    }

    @Test
    void fencesAWorkerWhoseJobWasTakenOver() {
        request("job-1");
        var rival = runner("b", claim -> claim.complete(LINEAGE, finished("by b")));
        var outcomes = new ArrayList<Outcome<Run>>();

        runner("a", claim -> {
                    rival.poll();
                    nanos += TAKEOVER.toNanos() / 6 * 5;
                    rival.poll();
                    assertThat(result()).isEmpty();
                    nanos += TAKEOVER.toNanos() / 6;
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
        documents.claim(documents.dueJobs(clock.instant(), 1).getFirst(), "a#before");

        runner("a", claim -> claim.complete(LINEAGE, finished("second attempt " + claim.attempt())))
                .poll();

        assertThat(result()).isEqualTo("second attempt 2");
    }

    @Test
    void takesAgainWhatItClaimedButDoesNotWorkOn() {
        request("job-1");
        documents.claim(documents.dueJobs(clock.instant(), 1).getFirst(), "a#now");

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
    void leavesTheJobOfALivingProcessWithTheSameNameToIt() {
        request("job-1");
        documents.claim(documents.dueJobs(clock.instant(), 1).getFirst(), "a#elsewhere");
        var runner = runner("a", claim -> claim.complete(LINEAGE, finished("stolen")));

        runner.poll();
        nanos += TAKEOVER.toNanos() - 1;
        runner.poll();

        assertThat(result()).isEmpty();
    }

    @Test
    void stealsNoJobAfterAnOutageInWhichNobodyCouldShowThatHeLives() {
        request("job-1");
        var rival = runner("b", claim -> claim.complete(LINEAGE, finished("by b")));

        runner("a", claim -> {
                    rival.poll();
                    documents.away = true;
                    for (int second = 0; second < 60; second += 2) {
                        nanos += Duration.ofSeconds(2).toNanos();
                        assertThatThrownBy(rival::poll).isInstanceOf(DataAccessResourceFailureException.class);
                    }
                    documents.away = false;
                    rival.poll();
                    claim.progress("back", 0.5, Map.of());
                    nanos += TAKEOVER.toNanos() - 1;
                    rival.poll();
                    claim.complete(LINEAGE, finished("by a at attempt " + claim.attempt()));
                })
                .poll();

        assertThat(result()).isEqualTo("by a at attempt 1");
    }

    @Test
    void stealsNoJobAfterItStoodStill() {
        request("job-1");
        var rival = runner("b", claim -> claim.complete(LINEAGE, finished("by b")));

        runner("a", claim -> {
                    rival.poll();
                    nanos += Duration.ofMinutes(5).toNanos();
                    rival.poll();
                    claim.complete(LINEAGE, finished("by a"));
                })
                .poll();

        assertThat(result()).isEqualTo("by a");
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
        assertThatThrownBy(runner::poll).isInstanceOf(DataAccessResourceFailureException.class);
        documents.away = false;
        pollLater(runner, 2);

        assertThat(result()).isEqualTo("at attempt 1");
    }

    @Test
    void claimsInTheOrderInWhichJobsBecameDueHoweverManyWait() {
        for (int i = 0; i < 1_200; i++) {
            request("default/later-" + i, new JobChange.Request("later", at(Duration.ofSeconds(60 + i))));
        }
        request("default/second", new JobChange.Request("second", at(Duration.ofSeconds(20))));
        request("default/first", new JobChange.Request("first", at(Duration.ofSeconds(10))));
        var runner = runner("a", claim -> {
            claims.add(claim);
            claim.complete(LINEAGE, finished("done"));
        });

        runner.poll();
        assertThat(claims).isEmpty();
        nanos += Duration.ofSeconds(30).toNanos();
        runner.poll();
        assertThat(claims).extracting(JobClaim::jobId).containsExactly("first", "second");
        nanos += Duration.ofHours(1).toNanos();
        pollLater(runner, 1_200);

        assertThat(claims).hasSize(1_202);
        assertThat(claims.getLast().aggregateId()).isEqualTo("default/later-1199");
    }

    @Test
    void postponesAJobWithoutAnAttempt() {
        request("job-1");
        var runner = runner("a", claim -> {
            claims.add(claim);
            if (claims.size() < 5) {
                claim.postpone(Duration.ofSeconds(10));
            } else {
                claim.complete(LINEAGE, finished("at attempt " + claim.attempt()));
            }
        });

        runner.poll();
        nanos += Duration.ofSeconds(9).toNanos();
        runner.poll();
        assertThat(claims).hasSize(1);
        pollLater(runner, 5);

        assertThat(result()).isEqualTo("at attempt 1");
    }

    @Test
    void aJobThatWaitedForAnotherIsDueBeforeWhatWasAskedForLater() {
        request("first", new JobChange.Request("job"));
        request("second", new JobChange.Request("job"));
        request("other", new JobChange.Request("job", at(Duration.ofNanos(1))));
        var order = new ArrayList<String>();
        var runner = runner("a", claim -> {
            order.add(claim.aggregateId());
            if (order.size() == 1) {
                claim.postpone(Duration.ofDays(1));
                return;
            }
            claim.hasten("first");
            claim.complete(LINEAGE, finished("done"));
        });

        pollLater(runner, 4);

        assertThat(order).containsExactly("first", "second", "first", "other");
    }

    @Test
    void hastensNoJobThatIsClaimedOrDue() {
        request("due", new JobChange.Request("job"));
        request("claimed", new JobChange.Request("job", at(Duration.ofNanos(1))));
        var due = documents.dueJobs(Instant.MAX, 2);
        var claimed = documents.claim(due.getLast(), "somebody").orElseThrow();

        documents.hasten("due", at(Duration.ofDays(1)));
        documents.hasten("claimed", Instant.EPOCH);
        documents.hasten("unknown", Instant.EPOCH);

        assertThat(documents.dueJobs(Instant.MAX, 2)).containsExactly(due.getFirst());
        assertThat(documents.find("claimed")).contains(claimed);
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
        request(ID, new JobChange.Request(jobId));
    }

    private void request(String id, JobChange request) {
        aggregates
                .committed(RUNS)
                .internal(
                        "test",
                        LINEAGE,
                        id,
                        state -> Decision.apply(new Run(""), "run.requested").with(request));
    }

    private static Instant at(Duration later) {
        return MemoryAggregates.NOW.plus(later);
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
        var rules = new JobRules(instance + "#now", instance + "#before", TAKEOVER, 3);
        return new JobRunner<>(
                worker,
                aggregates.committed(RUNS),
                rules,
                new OneByOne(),
                clock,
                () -> nanos,
                Spans.none(),
                new SimpleMeterRegistry());
    }

    /** Runs tasks at once, and those that they submit behind them. */
    private static final class OneByOne implements Executor {

        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private boolean running;

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
            if (!running) {
                running = true;
                while (!tasks.isEmpty()) {
                    tasks.remove().run();
                }
                running = false;
            }
        }
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
        public List<StoredJob> runningJobs(String afterId, int limit) {
            answer();
            return super.runningJobs(afterId, limit);
        }

        @Override
        public List<StoredJob> dueJobs(Instant now, int limit) {
            answer();
            return super.dueJobs(now, limit);
        }

        @Override
        public boolean release(String id, long fence, Job waiting) {
            answer();
            return super.release(id, fence, waiting);
        }

        private void answer() {
            if (away) {
                throw new DataAccessResourceFailureException("no answer");
            }
        }
    }
}
