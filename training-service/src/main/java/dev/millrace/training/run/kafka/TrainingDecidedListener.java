package dev.millrace.training.run.kafka;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.contracts.TrainingDecided;
import dev.millrace.contracts.TriggerDecision;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.training.pipeline.RunId;
import dev.millrace.training.run.CreateRun;
import org.springframework.stereotype.Component;

/** The decision to start a run, as the order to create it. */
@Component
class TrainingDecidedListener implements EventListener<TrainingDecided> {

    private final CreateRun createRun;

    TrainingDecidedListener(CreateRun createRun) {
        this.createRun = createRun;
    }

    @Override
    public Topic<TrainingDecided> topic() {
        return Topics.TRAINING_DECIDED;
    }

    @Override
    public void on(Received<TrainingDecided> received) {
        var event = received.event();
        if (event.getDecision() == TriggerDecision.STARTED && event.getRunId() != null) {
            RunId.parse(event.getRunId()).ifPresent(run -> createRun.create(event.getProject(), run, received));
        }
    }
}
