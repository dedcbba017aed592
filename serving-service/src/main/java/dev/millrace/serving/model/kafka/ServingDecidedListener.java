package dev.millrace.serving.model.kafka;

import dev.millrace.contracts.ServingDecided;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.serving.model.DecideServing;
import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.model.ServingDecision;
import dev.millrace.serving.model.Withdrawal;
import org.springframework.stereotype.Component;

/** Hears what is decided about serving. Every replica reads the whole table each time it starts. */
@Component
class ServingDecidedListener implements EventListener<ServingDecided> {

    private final DecideServing decideServing;

    ServingDecidedListener(DecideServing decideServing) {
        this.decideServing = decideServing;
    }

    @Override
    public Topic<ServingDecided> topic() {
        return Topics.SERVING_DECIDED;
    }

    @Override
    public Delivery delivery() {
        return Delivery.EVERY_REPLICA_FROM_START;
    }

    @Override
    public void on(Received<ServingDecided> received) {
        var event = received.event();
        decideServing.decided(received.envelope().eventId(), toDecision(event));
    }

    @Override
    public void caughtUp() {
        decideServing.caughtUp();
    }

    private static ServingDecision toDecision(ServingDecided event) {
        var name = new ModelName(event.getProject(), event.getModel());
        return switch (event.getDecision()) {
            case WITHDRAWN ->
                new ServingDecision(
                        name,
                        new Withdrawal(
                                event.getGeneration(), event.getDecidedBy(), event.getReason(), event.getOccurredAt()));
            case RESTORED -> new ServingDecision(name, null);
        };
    }
}
