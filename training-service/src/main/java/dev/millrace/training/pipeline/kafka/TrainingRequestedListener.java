package dev.millrace.training.pipeline.kafka;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.contracts.TrainingRequested;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.training.pipeline.StartRun;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Requests of programs outside. */
@Component
class TrainingRequestedListener implements EventListener<TrainingRequested> {

    private final StartRun startRun;

    TrainingRequestedListener(StartRun startRun) {
        this.startRun = startRun;
    }

    @Override
    public Topic<TrainingRequested> topic() {
        return Topics.TRAINING_REQUESTED;
    }

    @Override
    public void on(Received<TrainingRequested> received) {
        var event = received.event();
        var asker = Stream.of(event.getRequestedBy(), received.envelope().producer())
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("outside");
        startRun.start(event.getProject(), event.getPipeline(), asker, received);
    }
}
