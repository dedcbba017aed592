package dev.millrace.registry.model.kafka;

import dev.millrace.contracts.ServingDecided;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.registry.model.RecordServingDecision;
import dev.millrace.registry.model.ServingDecision;
import org.springframework.stereotype.Component;

/** What people decided at serving. */
@Component
class ServingDecidedListener implements EventListener<ServingDecided> {

    private final RecordServingDecision recordServingDecision;

    ServingDecidedListener(RecordServingDecision recordServingDecision) {
        this.recordServingDecision = recordServingDecision;
    }

    @Override
    public Topic<ServingDecided> topic() {
        return Topics.SERVING_DECIDED;
    }

    @Override
    public void on(Received<ServingDecided> received) {
        var event = received.event();
        var envelope = received.envelope();
        boolean withdrawn = switch (event.getDecision()) {
            case WITHDRAWN -> true;
            case RESTORED -> false;
        };
        recordServingDecision.record(
                received,
                envelope.project(),
                event.getModel(),
                new ServingDecision(
                        withdrawn,
                        event.getGeneration(),
                        event.getDecidedBy(),
                        event.getReason(),
                        envelope.occurredAt(),
                        envelope.eventId()));
    }
}
