package dev.millrace.monitoring.decision.kafka;

import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.contracts.TrainingDecided;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.decision.Decisions;
import dev.millrace.monitoring.decision.TrainingDecision;
import dev.millrace.monitoring.decision.TrainingDecision.Outcome;
import org.springframework.stereotype.Component;

/** What training decided. */
@Component
class TrainingDecidedListener implements EventListener<TrainingDecided> {

    private final Decisions decisions;

    TrainingDecidedListener(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public Topic<TrainingDecided> topic() {
        return Topics.TRAINING_DECIDED;
    }

    @Override
    public void on(Received<TrainingDecided> received) {
        var envelope = received.envelope();
        var event = received.event();
        decisions.add(
                envelope.project(),
                new TrainingDecision(
                        "%019d-%s".formatted(envelope.occurredAt().toEpochMilli(), envelope.eventId()),
                        envelope.occurredAt(),
                        event.getPipeline(),
                        switch (event.getDecision()) {
                            case STARTED -> Outcome.STARTED;
                            case MERGED -> Outcome.MERGED;
                            case SUPPRESSED -> Outcome.SUPPRESSED;
                        },
                        event.getReason(),
                        event.getDetail(),
                        event.getRunId(),
                        envelope.cascadeId(),
                        envelope.eventId()));
    }
}
