package dev.millrace.training.pipeline.kafka;

import dev.millrace.contracts.DriftDetected;
import dev.millrace.contracts.DriftSeverity;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.training.pipeline.AnswerDrift;
import java.time.Instant;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Drift as a trigger. */
@Component
class DriftDetectedListener implements EventListener<DriftDetected> {

    private final AnswerDrift answerDrift;

    DriftDetectedListener(AnswerDrift answerDrift) {
        this.answerDrift = answerDrift;
    }

    @Override
    public Topic<DriftDetected> topic() {
        return Topics.DRIFT_DETECTED;
    }

    @Override
    public void on(Received<DriftDetected> received) {
        var event = received.event();
        var project = event.getProject();
        switch (event.getKind()) {
            case INTEGRITY -> answerDrift.broken(project, event.getPipeline(), event.getModelVersion(), received);
            case FEATURE, PREDICTION, PERFORMANCE -> {
                if (event.getSeverity() == DriftSeverity.DRIFT) {
                    answerDrift.moved(project, event.getPipeline(), event.getModelVersion(), since(received), received);
                } else {
                    answerDrift.mayHaveMoved(project, event.getPipeline(), event.getModelVersion(), received);
                }
            }
        }
    }

    /** A producer outside may leave out since when. */
    private static Instant since(Received<DriftDetected> received) {
        var event = received.event();
        return Stream.of(event.getSince(), event.getWindowFrom())
                .filter(Instant.EPOCH::isBefore)
                .findFirst()
                .orElse(received.envelope().occurredAt());
    }
}
