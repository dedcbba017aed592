package dev.millrace.training.run.kafka;

import dev.millrace.artifacts.Digest;
import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.ModelTrained;
import dev.millrace.contracts.Topics;
import dev.millrace.contracts.TrainingDecided;
import dev.millrace.messaging.Announcement;
import dev.millrace.training.learn.Champion;
import dev.millrace.training.learn.Learned;
import dev.millrace.training.learn.LearningTask;
import dev.millrace.training.run.Alert;
import dev.millrace.training.run.Announcements;
import dev.millrace.training.run.Run;
import dev.millrace.training.run.RunId;
import dev.millrace.training.run.TrainedRun;
import dev.millrace.training.run.TriggerDecision;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decisions, models and alerts as contract records. */
@Component
class AvroAnnouncements implements Announcements {

    @Override
    public Announcement<?> decided(String pipeline, int pipelineVersion, String dataset, TriggerDecision decision) {
        TrainingDecided event = new TrainingDecided();
        event.setPipeline(pipeline);
        event.setPipelineVersion(pipelineVersion);
        event.setDataset(dataset);
        return switch (decision) {
            case TriggerDecision.Started(Run run, String detail) -> {
                event.setDecision(dev.millrace.contracts.TriggerDecision.STARTED);
                fill(event, run.reason().name(), detail, run.causes(), run);
                yield new Announcement<>(Topics.TRAINING_DECIDED, event, run.lineage());
            }
            case TriggerDecision.Merged merged -> {
                event.setDecision(dev.millrace.contracts.TriggerDecision.MERGED);
                Run waiting = merged.waiting();
                fill(event, waiting.reason().name(), merged.detail(), merged.causes(), waiting);
                yield new Announcement<>(Topics.TRAINING_DECIDED, event, merged.lineage());
            }
            case TriggerDecision.Suppressed suppressed -> {
                event.setDecision(dev.millrace.contracts.TriggerDecision.SUPPRESSED);
                fill(event, suppressed.reason().name(), suppressed.detail(), suppressed.causes(), null);
                yield new Announcement<>(Topics.TRAINING_DECIDED, event, suppressed.lineage());
            }
        };
    }

    private static void fill(
            TrainingDecided event, String reason, String detail, List<String> causes, @Nullable Run run) {
        event.setReason(reason);
        event.setDetail(detail);
        event.setCauses(causes);
        event.setRunId(run == null ? null : new RunId(event.getPipeline(), run.number()).toString());
        event.setDatasetVersions(run == null ? List.of() : run.versions());
        event.setRows(run == null ? 0 : run.rows());
    }

    @Override
    public Announcement<?> trained(TrainedRun trained) {
        LearningTask task = trained.task();
        ModelTrained event = new ModelTrained();
        event.setPipeline(task.spec().name());
        event.setModel(task.spec().name());
        event.setRunId(task.runId());
        event.setDataset(task.dataset());
        event.setDatasetVersions(task.versions());
        event.setPipelineVersion(task.pipelineVersion());
        event.setSpecDigest(task.specDigest());
        event.setRequestedBy(trained.run().requestedBy());
        event.setActors(trained.actors());
        event.setDurationMillis(trained.took().toMillis());
        fill(event, trained.learned());
        return new Announcement<>(Topics.MODEL_TRAINED, event, trained.run().lineage());
    }

    private static void fill(ModelTrained event, Learned learned) {
        Digest slices = learned.sliceMetrics();
        event.setPackageDigest(learned.packageDigest().hex());
        event.setTask(learned.task());
        event.setTrainMetrics(learned.trainMetrics());
        event.setValidationMetrics(learned.validationMetrics());
        event.setTestMetrics(learned.testMetrics());
        event.setSliceMetricsDigest(slices.hex());
        Champion champion = learned.champion();
        event.setChampionVersion(champion == null ? null : champion.version());
        event.setChampionTestMetrics(learned.championTestMetrics());
        event.setChampionProblem(learned.championProblem());
        event.setTestRowsDigest(learned.testRowsDigest());
        event.setTrainer(learned.trainer());
        event.setParameters(learned.parameters());
        event.setSeed(learned.seed());
    }

    @Override
    public Announcement<?> raised(Alert alert) {
        AlertRaised event = new AlertRaised();
        event.setPipeline(alert.pipeline());
        event.setSeverity(
                switch (alert.code()) {
                    case RUN_FAILED -> AlertSeverity.CRITICAL;
                    case LABEL_LEAK, NO_GAIN_BREAKER -> AlertSeverity.WARNING;
                });
        event.setCode(alert.code().name());
        event.setWhat(alert.what());
        event.setWhere(alert.where());
        return new Announcement<>(Topics.ALERT_RAISED, event, alert.lineage());
    }
}
