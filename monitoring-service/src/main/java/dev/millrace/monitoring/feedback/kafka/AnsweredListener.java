package dev.millrace.monitoring.feedback.kafka;

import dev.millrace.contracts.InferenceLogged;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.BatchListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.feedback.Answer;
import dev.millrace.monitoring.feedback.Answers;
import dev.millrace.monitoring.feedback.ScoreLabels;
import java.util.List;
import org.springframework.stereotype.Component;

/** Predictions are kept for their labels. */
@Component
class AnsweredListener implements BatchListener<InferenceLogged> {

    private final ScoreLabels scoreLabels;

    AnsweredListener(ScoreLabels scoreLabels) {
        this.scoreLabels = scoreLabels;
    }

    @Override
    public Topic<InferenceLogged> topic() {
        return Topics.INFERENCE_LOGGED;
    }

    @Override
    public void on(int partition, List<Received<InferenceLogged>> batch) {
        scoreLabels.remember(
                batch.stream().map(received -> answers(partition, received)).toList());
    }

    private static Answers answers(int partition, Received<InferenceLogged> received) {
        InferenceLogged event = received.event();
        return new Answers(
                partition,
                received.offset(),
                received.envelope().project(),
                event.getModel(),
                event.getVersion(),
                event.getGeneration(),
                event.getClasses(),
                event.getRows().stream()
                        .map(row -> new Answer(row.getPredictionId(), row.getPrediction(), row.getScores()))
                        .toList());
    }
}
