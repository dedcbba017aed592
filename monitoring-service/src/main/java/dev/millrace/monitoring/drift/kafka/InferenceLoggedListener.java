package dev.millrace.monitoring.drift.kafka;

import dev.millrace.contracts.InferenceLogged;
import dev.millrace.contracts.PredictionRow;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.BatchListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.ServingRoles;
import dev.millrace.monitoring.drift.watch.CountPredictions;
import dev.millrace.monitoring.drift.watch.Logged;
import java.util.List;
import org.springframework.stereotype.Component;

/** Predictions in, counts out. */
@Component
class InferenceLoggedListener implements BatchListener<InferenceLogged> {

    private final CountPredictions countPredictions;

    InferenceLoggedListener(CountPredictions countPredictions) {
        this.countPredictions = countPredictions;
    }

    @Override
    public Topic<InferenceLogged> topic() {
        return Topics.INFERENCE_LOGGED;
    }

    @Override
    public void on(int partition, List<Received<InferenceLogged>> batch) {
        countPredictions.count(
                partition,
                batch.stream()
                        .flatMap(received ->
                                ServingRoles.of(received.event().getRole())
                                        .map(role -> logged(received, role))
                                        .stream())
                        .toList());
    }

    private static Logged logged(Received<InferenceLogged> received, ServingRole role) {
        var event = received.event();
        return new Logged(
                received.envelope().project(),
                event.getPipeline(),
                event.getModel(),
                event.getVersion(),
                role,
                event.getGeneration(),
                received.offset(),
                received.appendedAt(),
                event.getColumns(),
                event.getRows().stream().map(InferenceLoggedListener::row).toList());
    }

    private static Logged.Row row(PredictionRow row) {
        return new Logged.Row(row.getAt(), row.getInputs(), row.getPrediction(), row.getScores());
    }
}
