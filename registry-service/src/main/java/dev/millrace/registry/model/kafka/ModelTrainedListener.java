package dev.millrace.registry.model.kafka;

import dev.millrace.contracts.FeedbackRead;
import dev.millrace.contracts.ModelTrained;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.registry.judging.CausingEvent;
import dev.millrace.registry.judging.TrainingFacts;
import dev.millrace.registry.model.JudgeCandidate;
import org.jspecify.annotations.Nullable;
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
                new TrainingFacts.Run(
                        envelope.project(),
                        event.getModel(),
                        event.getPipeline(),
                        event.getRunId(),
                        event.getRequestedBy(),
                        event.getActors()),
                new TrainingFacts.Contents(
                        event.getPackageDigest(),
                        event.getTask(),
                        event.getSliceMetricsDigest(),
                        event.getTestRowsDigest()),
                new TrainingFacts.Metrics(
                        event.getTrainMetrics(), event.getValidationMetrics(), event.getTestMetrics()),
                new TrainingFacts.ChampionScore(
                        event.getChampionVersion(),
                        event.getChampionTestMetrics(),
                        event.getChampionProblem(),
                        event.getBetter(),
                        event.getComparedTestMetrics()),
                new TrainingFacts.Data(
                        event.getDataset(),
                        event.getDatasetVersions(),
                        event.getDatasetVersionFrom(),
                        event.getDatasetVersionTo(),
                        event.getDatasetVersionCount(),
                        event.getDataManifest(),
                        feedback(event.getFeedback())),
                new TrainingFacts.Recipe(
                        event.getPipelineVersion(),
                        event.getSpecDigest(),
                        event.getTrainer(),
                        event.getParameters(),
                        event.getSeed(),
                        event.getDurationMillis()),
                envelope.occurredAt(),
                new CausingEvent(envelope.cascadeId(), envelope.eventId(), envelope.causationId(), envelope.hop()));
    }

    private static TrainingFacts.@Nullable Feedback feedback(@Nullable FeedbackRead read) {
        return read == null
                ? null
                : new TrainingFacts.Feedback(
                        read.getDataset(), read.getVersionFrom(), read.getVersionTo(), read.getVersionCount());
    }
}
