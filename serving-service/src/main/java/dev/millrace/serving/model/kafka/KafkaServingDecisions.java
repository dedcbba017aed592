package dev.millrace.serving.model.kafka;

import dev.millrace.contracts.ServingDecided;
import dev.millrace.contracts.ServingDecision;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.DirectPublisher;
import dev.millrace.serving.model.Approval;
import dev.millrace.serving.model.ServingDecisions;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Keeps decisions on {@code serving.decided}, a table of the last decision about each model. */
@Component
class KafkaServingDecisions implements ServingDecisions {

    private final DirectPublisher publisher;
    private final String instance;

    KafkaServingDecisions(DirectPublisher publisher, Environment environment) {
        this.publisher = publisher;
        this.instance = environment.getRequiredProperty("millrace.instance");
    }

    @Override
    public Prepared withdrawn(Approval approval, String by, String reason) {
        return prepared(approval, ServingDecision.WITHDRAWN, by, reason);
    }

    @Override
    public Prepared restored(Approval approval, String by, String reason) {
        return prepared(approval, ServingDecision.RESTORED, by, reason);
    }

    private Prepared prepared(Approval approval, ServingDecision decision, String by, String reason) {
        var event = new ServingDecided();
        event.setProject(approval.name().project());
        event.setPipeline(approval.pipeline());
        event.setModel(approval.name().model());
        event.setGeneration(approval.generation());
        event.setVersion(approval.version());
        event.setDecision(decision);
        event.setDecidedBy(by);
        event.setReason(reason);
        event.setInstance(instance);
        var stamped = publisher.stamp(Topics.SERVING_DECIDED, event, null, approval.lineage());
        return new Stamped(event.getEventId(), stamped);
    }

    private record Stamped(String id, DirectPublisher.Stamped event) implements Prepared {

        @Override
        public CompletableFuture<Void> send() {
            return event.send();
        }
    }
}
