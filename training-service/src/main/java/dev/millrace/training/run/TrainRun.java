package dev.millrace.training.run;

import dev.millrace.artifacts.Digest;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.Announcement;
import dev.millrace.messaging.Decision;
import dev.millrace.messaging.Details;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Lineage;
import dev.millrace.messaging.Stored;
import dev.millrace.messaging.commit.UnavailableException;
import dev.millrace.training.learn.Champion;
import dev.millrace.training.learn.LearnModel;
import dev.millrace.training.learn.Learned;
import dev.millrace.training.learn.LearningTask;
import dev.millrace.training.learn.Progress;
import dev.millrace.training.learn.UnlearnableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs what was decided: learns, and hands over one model per run however often it is tried. */
@Component
class TrainRun implements JobWorker<Pipeline> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final AggregateStore<Pipeline> pipelines;
    private final Details<DatasetVersion> versions;
    private final Details<RunReport> reports;
    private final LearnModel learnModel;
    private final Announcements announcements;
    private final EndRun endRun;
    private final TrainingProperties properties;
    private final Clock clock;

    TrainRun(
            Aggregates aggregates,
            LearnModel learnModel,
            Announcements announcements,
            EndRun endRun,
            TrainingProperties properties,
            Clock clock) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.versions = aggregates.details("versions", DatasetVersion.class);
        this.reports = aggregates.details("runs", RunReport.class);
        this.learnModel = learnModel;
        this.announcements = announcements;
        this.endRun = endRun;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public AggregateType<Pipeline> type() {
        return Pipeline.TYPE;
    }

    @Override
    public int concurrency() {
        return properties.concurrency();
    }

    @Override
    public void run(JobClaim<Pipeline> claim) {
        Instant started = clock.instant();
        Pipeline pipeline = claim.state();
        Run run = Objects.requireNonNull(pipeline.active(), "a job stands for an active run");
        List<DatasetVersion> data = data(pipeline, run);
        LearningTask task = task(pipeline, run, data);
        try {
            Learned learned = learnModel.learn(task, () -> champion(claim), new ClaimProgress(claim));
            Duration took = Duration.between(started, clock.instant());
            complete(claim, new TrainedRun(run, actors(run, data), task, learned, took));
        } catch (UnlearnableException unlearnable) {
            String reason = String.valueOf(unlearnable.getMessage());
            Failure failure = new Failure(
                    pipeline.jobId(run), unlearnable.code(), reason, Duration.between(started, clock.instant()));
            keep(pipeline, run, failure, claim.attempt());
            claim.complete(run.lineage(), state -> failed(state, failure));
        }
    }

    /** Why a run made no model. */
    private record Failure(String jobId, String code, String detail, Duration took) {}

    private List<DatasetVersion> data(Pipeline pipeline, Run run) {
        return run.versions().stream()
                .map(number -> DatasetVersion.id(pipeline.project(), run.dataset(), number))
                .map(id ->
                        versions.find(id).orElseThrow(() -> UnavailableException.notYet(id + " is not put down yet")))
                .toList();
    }

    private static List<String> actors(Run run, List<DatasetVersion> data) {
        return Stream.concat(
                        run.askedBy().stream(),
                        data.stream().map(DatasetVersion::arrivedBy).filter(Objects::nonNull))
                .distinct()
                .toList();
    }

    private static LearningTask task(Pipeline pipeline, Run run, List<DatasetVersion> data) {
        Definition definition = run.definition();
        List<Digest> parts = data.stream()
                .flatMap(version -> version.parts().stream())
                .map(Digest::new)
                .toList();
        return new LearningTask(
                definition.parsed(),
                definition.digest(),
                definition.version(),
                pipeline.runId(run).toString(),
                run.dataset(),
                run.versions(),
                parts,
                DatasetVersion.types(data));
    }

    /**
     * Who serves now that there is a candidate. The run before may have ended a moment ago: a candidate that was compared with
     * the champion before that could be approved by a person only.
     */
    private Optional<Champion> champion(JobClaim<Pipeline> claim) {
        Instant end = clock.instant().plus(properties.verdictPatience());
        Optional<Pipeline> pipeline = active(claim.jobId());
        while (pipeline.filter(Pipeline::awaitsVerdict).isPresent()
                && !claim.lost()
                && clock.instant().isBefore(end)) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            pipeline = active(claim.jobId());
        }
        return pipeline.map(Pipeline::champion)
                .map(champion -> new Champion(champion.version(), new Digest(champion.packageDigest())));
    }

    private void complete(JobClaim<Pipeline> claim, TrainedRun trained) {
        if (active(claim.jobId()).isEmpty()) {
            return; // Cancelled meanwhile: the report that says so must stay.
        }
        Run run = trained.run();
        Pipeline pipeline = claim.state();
        RunReport report = RunReport.of(pipeline, run, RunReport.Status.TRAINED)
                .working(claim.attempt(), "", 1, Map.of())
                .made(
                        trained.learned().packageDigest().hex(),
                        trained.learned().testMetrics(),
                        trained.learned().warnings())
                .ended(
                        RunReport.Status.TRAINED,
                        clock.instant(),
                        null,
                        trained.learned().trainer());
        reports.put(pipeline.runId(run).recordId(pipeline.project()), report);
        claim.complete(run.lineage(), state -> trained(state, trained));
    }

    private Decision<Pipeline> trained(@Nullable Pipeline state, TrainedRun trained) {
        if (state == null) {
            return Decision.ignore("the pipeline is gone");
        }
        Run run = trained.run();
        boolean manual = run.reason() == Reason.MANUAL;
        Instant now = clock.instant();
        History.Trained made = run.dataset().equals(state.dataset())
                ? new History.Trained(run.number(), manual, false, run.versions(), run.rows())
                : null;
        Pipeline ended = state.withHistory(state.history().after(made, trained.took(), now));
        List<Announcement<?>> told = new ArrayList<>(List.of(announcements.trained(trained)));
        trained.alert().map(announcements::raised).ifPresent(told::add);
        return endRun.end(ended, now, "run.trained", told);
    }

    @Override
    public AggregateStore.Decider<Pipeline> exhausted(String jobId, String reason) {
        Failure failure = new Failure(jobId, "ATTEMPTS_EXHAUSTED", reason, Duration.ZERO);
        active(jobId).ifPresent(pipeline -> keep(pipeline, Objects.requireNonNull(pipeline.active()), failure, 0));
        return state -> failed(state, failure);
    }

    /** The pipeline whose active run this job is; its id is the job's without the run's number. */
    private Optional<Pipeline> active(String jobId) {
        return pipelines
                .find(jobId.substring(0, jobId.lastIndexOf('-')))
                .map(Stored::state)
                .filter(pipeline -> isActive(pipeline, jobId));
    }

    private static boolean isActive(Pipeline pipeline, String jobId) {
        Run active = pipeline.active();
        return active != null && pipeline.jobId(active).equals(jobId);
    }

    private Decision<Pipeline> failed(@Nullable Pipeline state, Failure failure) {
        if (state == null || !isActive(state, failure.jobId())) {
            return Decision.ignore("the run is over");
        }
        Run run = Objects.requireNonNull(state.active());
        Instant now = clock.instant();
        String runId = state.runId(run).toString();
        Alert alert = new Alert(
                state.name(),
                Alert.Code.RUN_FAILED,
                failure.code() + ": " + failure.detail(),
                "run " + runId,
                run.lineage());
        Pipeline ended = state.withHistory(state.history().after(null, failure.took(), now));
        return endRun.end(ended, now, "run.failed", List.of(announcements.raised(alert)));
    }

    private void keep(Pipeline pipeline, Run run, Failure failure, int attempt) {
        RunReport report = RunReport.of(pipeline, run, RunReport.Status.FAILED)
                .working(attempt, "", 0, Map.of())
                .ended(RunReport.Status.FAILED, clock.instant(), failure.code(), failure.detail());
        reports.put(pipeline.runId(run).recordId(pipeline.project()), report);
    }

    @Override
    public Lineage lineage(Pipeline state) {
        return Objects.requireNonNull(state.active(), "a job stands for an active run")
                .lineage();
    }

    /** Progress of learning as progress of the job. */
    private record ClaimProgress(JobClaim<Pipeline> claim) implements Progress {

        @Override
        public void at(String stage, double fraction, Map<String, String> figures) {
            claim.progress(stage, fraction, figures);
        }

        @Override
        public boolean cancelled() {
            return claim.lost();
        }
    }
}
