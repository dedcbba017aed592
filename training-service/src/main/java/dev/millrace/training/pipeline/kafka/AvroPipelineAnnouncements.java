package dev.millrace.training.pipeline.kafka;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.AlertSeverity;
import dev.millrace.contracts.Topics;
import dev.millrace.contracts.TrainingDecided;
import dev.millrace.messaging.Announcement;
import dev.millrace.training.data.DataRange;
import dev.millrace.training.pipeline.Alert;
import dev.millrace.training.pipeline.Pipeline;
import dev.millrace.training.pipeline.PipelineAnnouncements;
import dev.millrace.training.pipeline.RunRequest;
import dev.millrace.training.pipeline.TriggerDecision;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;

/** Decisions about pipelines as contract records. */
@Component
class AvroPipelineAnnouncements implements PipelineAnnouncements {

    /** Longer lists of versions are told by their range alone. */
    private static final int LISTED = 16;

    @Override
    public Announcement<?> decided(Pipeline pipeline, TriggerDecision decision, Map<String, Double> figures) {
        var definition = pipeline.definition();
        var event = new TrainingDecided();
        event.setPipeline(pipeline.name());
        event.setPipelineVersion(definition == null ? 0 : definition.version());
        event.setDataset(pipeline.dataset());
        event.setFigures(figures);
        return switch (decision) {
            case TriggerDecision.Started(RunRequest run, DataRange data, String detail) -> {
                event.setDecision(dev.millrace.contracts.TriggerDecision.STARTED);
                say(event, run.reason().name(), detail, run.triggers().causes());
                fill(event, pipeline, run, data);
                yield new Announcement<>(Topics.TRAINING_DECIDED, event, run.lineage());
            }
            case TriggerDecision.Merged merged -> {
                event.setDecision(dev.millrace.contracts.TriggerDecision.MERGED);
                say(event, merged.waiting().reason().name(), merged.detail(), merged.causes());
                fill(event, pipeline, merged.waiting(), merged.data());
                yield new Announcement<>(Topics.TRAINING_DECIDED, event, merged.lineage());
            }
            case TriggerDecision.Suppressed suppressed -> {
                event.setDecision(dev.millrace.contracts.TriggerDecision.SUPPRESSED);
                say(event, suppressed.reason().name(), suppressed.detail(), suppressed.causes());
                event.setRunId(
                        suppressed.run() == null
                                ? null
                                : pipeline.runId(suppressed.run()).toString());
                event.setDatasetVersions(List.of());
                event.setReconsiderAt(suppressed.reconsiderAt());
                yield new Announcement<>(Topics.TRAINING_DECIDED, event, suppressed.lineage());
            }
        };
    }

    private static void say(TrainingDecided event, String reason, String detail, List<String> causes) {
        event.setReason(reason);
        event.setDetail(detail);
        event.setCauses(causes);
    }

    private static void fill(TrainingDecided event, Pipeline pipeline, RunRequest run, DataRange data) {
        event.setRunId(pipeline.runId(run).toString());
        event.setDatasetVersionFrom(data.first());
        event.setDatasetVersionTo(data.last());
        event.setDatasetVersionCount(data.count());
        event.setDatasetVersions(listed(data));
        event.setRows(data.rows());
    }

    private static List<Long> listed(DataRange data) {
        boolean gapless = data.count() == data.last() - data.first() + 1;
        return gapless && data.count() <= LISTED
                ? LongStream.rangeClosed(data.first(), data.last()).boxed().toList()
                : List.of();
    }

    @Override
    public Announcement<?> raised(Alert alert) {
        var event = new AlertRaised();
        event.setPipeline(alert.pipeline());
        event.setSeverity(AlertSeverity.WARNING);
        event.setCode(alert.code().name());
        event.setWhat(alert.what());
        event.setWhere(alert.where());
        return new Announcement<>(Topics.ALERT_RAISED, event, alert.lineage());
    }
}
