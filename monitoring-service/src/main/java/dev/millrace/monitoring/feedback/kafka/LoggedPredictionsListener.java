package dev.millrace.monitoring.feedback.kafka;

import dev.millrace.contracts.InferenceLogged;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.BatchListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.ServingRoles;
import dev.millrace.monitoring.feedback.LoggedPredictions;
import dev.millrace.monitoring.feedback.Prediction;
import dev.millrace.monitoring.feedback.ScoreLabels;
import java.util.List;
import org.springframework.stereotype.Component;

/** Predictions are kept for their labels. */
@Component
class LoggedPredictionsListener implements BatchListener<InferenceLogged> {

    private final ScoreLabels scoreLabels;

    LoggedPredictionsListener(ScoreLabels scoreLabels) {
        this.scoreLabels = scoreLabels;
    }

    @Override
    public Topic<InferenceLogged> topic() {
        return Topics.INFERENCE_LOGGED;
    }

    @Override
    public void on(int partition, List<Received<InferenceLogged>> batch) {
        scoreLabels.remember(
                partition,
                batch.stream()
                        .flatMap(received ->
                                ServingRoles.of(received.event().getRole())
                                        .map(role -> predictions(received, role))
                                        .stream())
                        .toList());
    }

    private static LoggedPredictions predictions(Received<InferenceLogged> received, ServingRole role) {
        var event = received.event();
        return new LoggedPredictions(
                new LoggedPredictions.Model(
                        received.envelope().project(),
                        event.getModel(),
                        event.getVersion(),
                        event.getGeneration(),
                        role),
                event.getPipeline(),
                received.appendedAt(),
                event.getClasses(),
                event.getColumns(),
                event.getRows().stream()
                        .map(row -> new Prediction(
                                row.getPredictionId(),
                                row.getPrediction(),
                                row.getScores(),
                                new Prediction.Asked(row.getAt(), row.getInputs())))
                        .toList());
    }
}
