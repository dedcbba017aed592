package dev.millrace.validation.dataset;

import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Outcome;
import dev.millrace.messaging.Stored;
import dev.millrace.validation.rule.Advice;
import dev.millrace.validation.rule.Finding;
import dev.millrace.validation.rule.Severity;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges one recorded version and makes the verdict known, once. The work is done outside the commit, because it takes time;
 * the commit makes sure that the dataset is still as it was. Versions of one dataset are judged in their order, those of
 * different datasets do not wait for one another.
 */
final class JudgeVersion implements JobWorker<AwaitedVersion> {

    private static final int LAST_ATTEMPT = 3;
    private static final String MOVED_ON = "the dataset has moved on meanwhile";
    private static final Duration MOVED_ON_PAUSE = Duration.ofMillis(50);

    /** Only where the judging of its predecessor was given up: otherwise a version is hastened before. */
    private static final Duration ORDER_PAUSE = Duration.ofMinutes(1);

    private final AggregateStore<AwaitedVersion> versions;
    private final AggregateStore<JudgedDataset> datasets;
    private final Verdicts verdicts;
    private final SchemaVersions schemas;
    private final Judge judge;
    private final DatasetAnnouncements announcements;
    private final DatasetProperties properties;
    private final Clock clock;

    JudgeVersion(
            AggregateStore<AwaitedVersion> versions,
            AggregateStore<JudgedDataset> datasets,
            Verdicts verdicts,
            SchemaVersions schemas,
            Judge judge,
            DatasetAnnouncements announcements,
            DatasetProperties properties,
            Clock clock) {
        this.versions = versions;
        this.datasets = datasets;
        this.verdicts = verdicts;
        this.schemas = schemas;
        this.judge = judge;
        this.announcements = announcements;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public AggregateType<AwaitedVersion> type() {
        return AwaitedVersion.TYPE;
    }

    @Override
    public int concurrency() {
        return properties.concurrency();
    }

    @Override
    public void run(JobClaim<AwaitedVersion> claim) {
        var version = claim.state();
        var arrival = version.arrival();
        if (hasUnjudgedPredecessor(arrival)) {
            awaitPredecessor(arrival, claim);
        } else if (decide(version, claim)) {
            claim.hasten(arrival.versionId(arrival.version() + 1));
            claim.complete(
                    version.lineage(),
                    state -> Decision.apply(now(state, version).finished(), "version.judged"));
        } else {
            claim.postpone(MOVED_ON_PAUSE);
        }
    }

    /**
     * Whoever judges the predecessor hastens this version once the verdict stands. Where that was just before the job was given
     * back, nobody else would do it.
     */
    private void awaitPredecessor(Arrival arrival, JobClaim<AwaitedVersion> claim) {
        claim.postpone(ORDER_PAUSE);
        if (!hasUnjudgedPredecessor(arrival)) {
            claim.hasten(claim.aggregateId());
        }
    }

    /** Whether the verdict on the version stands; false where the dataset has moved on and it must be judged again. */
    private boolean decide(AwaitedVersion version, JobClaim<AwaitedVersion> claim) {
        var arrival = version.arrival();
        var before = dataset(arrival);
        if (isJudged(version, before)) {
            return true;
        }
        var judged = judge(arrival, before, claim.attempt());
        var outcome = datasets.internal("job:" + claim.jobId(), version.lineage(), arrival.aggregateId(), state -> {
            var now = state == null ? JudgedDataset.UNKNOWN : state;
            if (!now.equals(before)) {
                return Decision.ignore(MOVED_ON);
            }
            return decision(now, judged, version.round());
        });
        return !(outcome instanceof Outcome.Ignored<JudgedDataset> ignored
                && ignored.because().equals(MOVED_ON));
    }

    private Decision<JudgedDataset> decision(JudgedDataset now, JudgedVersion judged, int round) {
        var verdict = judged.verdict();
        var dataset = judged.arrival().aggregateId();
        var next = now.after(verdict, judged.schema(), round);
        var decision = Decision.apply(
                        next,
                        verdict.usable() ? "version.validated" : "version.rejected",
                        announcements.of(judged.arrival(), verdict))
                .storing(
                        verdicts.stored(dataset, verdict, clock.instant()),
                        verdicts.newest(dataset, verdict, clock.instant()));
        var schema = next.schema();
        return schema == null || schema.equals(now.schema())
                ? decision
                : decision.storing(schemas.stored(dataset, schema));
    }

    /** What cannot be read is tried as often as any job, and then rejected. */
    private JudgedVersion judge(Arrival arrival, JudgedDataset before, int attempt) {
        try {
            return judge.judge(arrival, before);
        } catch (RuntimeException failure) {
            if (attempt >= LAST_ATTEMPT && Judge.isUnreadable(failure)) {
                return judge.unreadable(arrival, before, failure);
            }
            throw failure;
        }
    }

    private boolean isJudged(AwaitedVersion awaited, JudgedDataset dataset) {
        var arrival = awaited.arrival();
        if (awaited.round() > 0) {
            return !dataset.awaitsRound(arrival.version(), awaited.round());
        }
        if (dataset.newest().contains(arrival.version())) {
            return true;
        }
        boolean later = dataset.newest().isEmpty() || arrival.version() > Collections.max(dataset.newest());
        return !later && verdicts.find(arrival.aggregateId(), arrival.version()).isPresent();
    }

    private boolean hasUnjudgedPredecessor(Arrival arrival) {
        return versions.find(arrival.versionId(arrival.version() - 1))
                .map(Stored::state)
                .filter(before -> !before.done() && !isJudged(before, dataset(arrival)))
                .isPresent();
    }

    private JudgedDataset dataset(Arrival arrival) {
        return datasets.find(arrival.aggregateId()).map(Stored::state).orElse(JudgedDataset.UNKNOWN);
    }

    /** A version at which the process died again and again is rejected, without a look at its dataset. */
    @Override
    public AggregateStore.Decider<AwaitedVersion> exhausted(String jobId, String reason) {
        return state -> {
            if (state == null || state.done()) {
                return Decision.ignore("the version was judged");
            }
            var arrival = state.arrival();
            if (state.round() > 0) {
                return Decision.apply(state.finished(), "version.given-up");
            }
            if (isJudged(state, dataset(arrival))) {
                return Decision.apply(state.finished(), "version.judged");
            }
            var finding = Advice.with(
                    new Finding(Finding.Code.UNREADABLE, null, "judging was given up", "readable", Severity.BLOCK),
                    arrival.dataset());
            var verdict = new Verdict(arrival.version(), false, 0, 0, 0, List.of(finding), "", "");
            return Decision.apply(state.finished(), "version.given-up", announcements.of(arrival, verdict))
                    .storing(verdicts.stored(arrival.aggregateId(), verdict, clock.instant()));
        };
    }

    @Override
    public Lineage lineage(AwaitedVersion state) {
        return state.lineage();
    }

    private static AwaitedVersion now(@Nullable AwaitedVersion state, AwaitedVersion claimed) {
        return state == null ? claimed : state;
    }
}
