package dev.millrace.registry.model.kafka;

import dev.millrace.contracts.ModelTrained;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.registry.model.JudgeCandidate;
import dev.millrace.registry.model.Origin;
import dev.millrace.registry.model.TrainingFacts;
import org.springframework.stereotype.Component;

/** Training's candidates in, our judgement out. */
@Component
class ModelTrainedListener implements EventListener<ModelTrained> {

    private final JudgeCandidate judgeCandidate;

    ModelTrainedListener(JudgeCandidate judgeCandidate) {
        this.judgeCandidate = judgeCandidate;
    }

    @Override
    public Topic<ModelTrained> topic() {
        return Topics.MODEL_TRAINED;
    }

    @Override
    public void on(Received<ModelTrained> received) {
        judgeCandidate.judge(received, facts(received.event(), received.envelope()));
    }

    private static TrainingFacts facts(ModelTrained event, Envelope envelope) {
        return new TrainingFacts(
                envelope.project(),
                event.getModel(),
                event.getPipeline(),
                event.getRunId(),
                event.getPackageDigest(),
                event.getTask(),
                event.getTrainMetrics(),
                event.getValidationMetrics(),
                event.getTestMetrics(),
                event.getSliceMetricsDigest(),
                event.getChampionVersion(),
                event.getChampionTestMetrics(),
                event.getChampionProblem(),
                event.getTestRowsDigest(),
                event.getDataset(),
                event.getDatasetVersions(),
                event.getPipelineVersion(),
                event.getSpecDigest(),
                event.getTrainer(),
                event.getParameters(),
                event.getSeed(),
                event.getRequestedBy(),
                event.getActors(),
                event.getDurationMillis(),
                envelope.occurredAt(),
                new Origin(envelope.cascadeId(), envelope.eventId(), envelope.causationId(), envelope.hop()));
    }
}
