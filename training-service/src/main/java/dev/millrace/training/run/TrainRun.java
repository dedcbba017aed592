package dev.millrace.training.run;

import dev.millrace.artifacts.ArtifactMissingException;
import dev.millrace.artifacts.ArtifactStore;
import dev.millrace.artifacts.Digest;
import dev.millrace.messaging.AggregateStore;
import dev.millrace.messaging.AggregateStore.Decider;
import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.messaging.JobClaim;
import dev.millrace.messaging.JobWorker;
import dev.millrace.messaging.Lineage;
import dev.millrace.pipelines.PipelineSpec;
import dev.millrace.pipelines.PipelineSpecs;
import dev.millrace.training.learn.Champion;
import dev.millrace.training.learn.KnownTarget;
import dev.millrace.training.learn.LearnModel;
import dev.millrace.training.learn.LearningTask;
import dev.millrace.training.learn.Progress;
import dev.millrace.training.learn.UnlearnableException;
import dev.millrace.training.learn.train.CancelledException;
import dev.millrace.training.pipeline.PastRuns;
import dev.millrace.training.pipeline.Pipeline;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns what a run is to learn, and hands over one model per run however often it is tried. */
class TrainRun implements JobWorker<TrainingRun> {

    private static final Logger log = LoggerFactory.getLogger(TrainRun.class);

    /** Canonical JSON escapes what is not ASCII, so it may be larger than what was written. */
    private static final long LARGEST_SPEC = 8L * PipelineSpecs.LARGEST_BYTES;

    private final AggregateStore<Pipeline> pipelines;
    private final ReadTrainingData readTrainingData;
    private final ArtifactStore artifacts;
    private final LearnModel learnModel;
    private final EndRun endRun;
    private final int concurrency;
    private final Clock clock;

    TrainRun(
            Aggregates aggregates,
            ReadTrainingData readTrainingData,
            ArtifactStore artifacts,
            LearnModel learnModel,
            EndRun endRun,
            int concurrency,
            Clock clock) {
        this.pipelines = aggregates.of(Pipeline.TYPE);
        this.readTrainingData = readTrainingData;
        this.artifacts = artifacts;
        this.learnModel = learnModel;
        this.endRun = endRun;
        this.concurrency = concurrency;
        this.clock = clock;
    }

    @Override
    public AggregateType<TrainingRun> type() {
        return TrainingRun.TYPE;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public void run(JobClaim<TrainingRun> claim) {
        var started = clock.instant();
        try {
            var model = learn(claim, started);
            claim.complete(
                    claim.state().lineage(), state -> endRun.trained(state, model, claim.attempt(), clock.instant()));
        } catch (UnlearnableException unlearnable) {
            fail(claim, unlearnable.code(), unlearnable, started);
        } catch (ArtifactMissingException missing) {
            fail(claim, missing.code(), missing, started);
        } catch (CancelledException cancelled) {
            log.info("Run {} stopped, because it was cancelled or taken over", claim.jobId());
        }
    }

    private TrainedModel learn(JobClaim<TrainingRun> claim, Instant started) {
        var run = claim.state();
        var order = run.order();
        var read = readTrainingData.read(run.project(), order);
        var task = new LearningTask(
                specification(order.specDigest()),
                order.specDigest(),
                order.pipelineVersion(),
                run.runId().toString(),
                read.data(),
                known(run));
        var learned = learnModel.learn(task, () -> champion(run), new ClaimProgress(claim));
        renew(read.data().manifest());
        var took = Duration.between(started, clock.instant());
        return new TrainedModel(
                order.request(), actors(order.request().askedBy(), read), task, read.feedback(), learned, took);
    }

    /** Nothing refers to it before the run has ended, and what is old and not referred to may be removed. */
    private void renew(Digest manifest) {
        artifacts.put(artifacts.read(manifest, Integer.MAX_VALUE));
    }

    /** What the pipeline's newest model predicts; null before the first. */
    private @Nullable KnownTarget known(TrainingRun run) {
        return pipelines
                .find(Pipeline.id(run.project(), run.pipeline()))
                .map(stored -> stored.state().past().trained())
                .map(PastRuns.Trained::target)
                .orElse(null);
    }

    private PipelineSpec specification(String digest) {
        var json = artifacts.read(new Digest(digest), LARGEST_SPEC);
        return PipelineSpecs.fromCanonicalJson(new String(json, StandardCharsets.UTF_8));
    }

    private static List<String> actors(List<String> askedBy, ReadTrainingData.Read read) {
        return Stream.concat(askedBy.stream(), read.broughtBy().stream())
                .distinct()
                .toList();
    }

    /** Who serves now that there is a candidate. */
    private Optional<Champion> champion(TrainingRun run) {
        return pipelines
                .find(Pipeline.id(run.project(), run.pipeline()))
                .map(stored -> stored.state().champion())
                .map(champion -> new Champion(champion.version(), new Digest(champion.packageDigest())));
    }

    private void fail(JobClaim<TrainingRun> claim, String code, RuntimeException why, Instant started) {
        var failure = new EndRun.Failure(
                code, String.valueOf(why.getMessage()), claim.attempt(), Duration.between(started, clock.instant()));
        claim.complete(claim.state().lineage(), state -> endRun.failed(state, failure, clock.instant()));
    }

    @Override
    public Decider<TrainingRun> exhausted(String jobId, String reason) {
        var failure = new EndRun.Failure("ATTEMPTS_EXHAUSTED", reason, 0, Duration.ZERO);
        return state -> endRun.failed(state, failure, clock.instant());
    }

    @Override
    public Lineage lineage(TrainingRun run) {
        return run.lineage();
    }

    /** Progress of learning as progress of the job. */
    private record ClaimProgress(JobClaim<TrainingRun> claim) implements Progress {

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
