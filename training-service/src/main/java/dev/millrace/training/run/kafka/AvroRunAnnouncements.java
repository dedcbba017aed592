package dev.millrace.training.run.kafka;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.FeedbackRead;
import dev.millrace.contracts.ModelTrained;
import dev.millrace.contracts.RunEnded;
import dev.millrace.contracts.RunOutcome;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Announcement;
import dev.millrace.training.learn.Learned;
import dev.millrace.training.learn.TrainingData;
import dev.millrace.training.pipeline.Alert;
import dev.millrace.training.run.FeedbackVersions;
import dev.millrace.training.run.RunAnnouncements;
import dev.millrace.training.run.TrainedModel;
import dev.millrace.training.run.TrainingRun;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Models, ends of runs and alerts as contract records. */
@Component
class AvroRunAnnouncements implements RunAnnouncements {

    /** Longer lists of versions are told by their range and the manifest. */
    private static final int LISTED = 16;

    @Override
    public Announcement<?> trained(TrainedModel trained) {
        var task = trained.task();
        var event = new ModelTrained();
        event.setPipeline(task.spec().name());
        event.setModel(task.spec().name());
        event.setRunId(task.runId());
        event.setPipelineVersion(task.pipelineVersion());
        event.setSpecDigest(task.specDigest());
        event.setRequestedBy(trained.run().requestedBy());
        event.setActors(trained.actors());
        event.setDurationMillis(trained.took().toMillis());
        fill(event, task.data());
        event.setFeedback(feedback(trained.feedback()));
        fill(event, trained.learned());
        return new Announcement<>(Topics.MODEL_TRAINED, event, trained.run().lineage());
    }

    private static void fill(ModelTrained event, TrainingData data) {
        var numbers = data.versions().stream().mapToLong(version -> version).summaryStatistics();
        boolean listed = numbers.getCount() <= LISTED;
        event.setDataset(data.dataset());
        event.setDatasetVersions(listed ? data.versions() : List.of());
        event.setDatasetVersionFrom(numbers.getCount() == 0 ? 0 : numbers.getMin());
        event.setDatasetVersionTo(numbers.getCount() == 0 ? 0 : numbers.getMax());
        event.setDatasetVersionCount(numbers.getCount());
        event.setDataManifest(data.manifest().hex());
    }

    private static @Nullable FeedbackRead feedback(@Nullable FeedbackVersions read) {
        if (read == null || read.versions().isEmpty()) {
            return null;
        }
        var numbers = read.versions().stream().mapToLong(version -> version).summaryStatistics();
        return new FeedbackRead(read.dataset(), numbers.getMin(), numbers.getMax(), numbers.getCount());
    }

    private static void fill(ModelTrained event, Learned learned) {
        var champion = learned.comparison().champion();
        event.setPackageDigest(learned.packageDigest().hex());
        event.setTask(learned.target().task());
        event.setTrainMetrics(learned.metrics().train());
        event.setValidationMetrics(learned.metrics().validation());
        event.setTestMetrics(learned.metrics().test());
        event.setSliceMetricsDigest(learned.metrics().slices().hex());
        event.setChampionVersion(champion == null ? null : champion.version());
        event.setChampionTestMetrics(learned.comparison().metrics());
        event.setChampionProblem(learned.comparison().problem());
        event.setComparedTestMetrics(
                learned.comparison().own().isEmpty()
                        ? null
                        : learned.comparison().own());
        event.setTestRowsDigest(learned.comparison().testRowsDigest());
        event.setTrainer(learned.recipe().trainer());
        event.setParameters(learned.recipe().parameters());
        event.setBetter(learned.comparison().better());
        event.setSeed(learned.recipe().seed());
    }

    @Override
    public Announcement<?> ended(TrainingRun run, Duration took) {
        var event = new RunEnded();
        event.setPipeline(run.pipeline());
        event.setRunId(run.runId().toString());
        event.setOutcome(
                switch (run.status()) {
                    case TRAINED -> RunOutcome.TRAINED;
                    case FAILED -> RunOutcome.FAILED;
                    case CANCELLED -> RunOutcome.CANCELLED;
                    case WAITING, REQUESTED, RUNNING, SUPPRESSED ->
                        throw new IllegalArgumentException("run %s is not over".formatted(run.runId()));
                });
        event.setCode(run.result().code());
        event.setDetail(Objects.requireNonNullElse(run.result().detail(), ""));
        event.setDataset(run.order().dataset());
        event.setRows(run.order().data().rows());
        event.setDurationMillis(took.toMillis());
        var summary = run.result().summary();
        if (summary != null) {
            event.setLabel(summary.target().label());
            event.setTask(summary.target().task());
            event.setPositiveClass(summary.target().positive());
            event.setBetter(summary.better());
        }
        return new Announcement<>(Topics.RUN_ENDED, event, run.order().request().lineage());
    }

    @Override
    public Announcement<?> raised(Alert alert) {
        var event = new AlertRaised();
        event.setPipeline(alert.pipeline());
        event.setSeverity(alert.code() == Alert.Code.RUN_FAILED ? AlertSeverity.CRITICAL : AlertSeverity.WARNING);
        event.setCode(alert.code().name());
        event.setWhat(alert.what());
        event.setWhere(alert.where());
        return new Announcement<>(Topics.ALERT_RAISED, event, alert.lineage());
    }
}
