package dev.millrace.registry.model.kafka;

import dev.millrace.contracts.DeployOutcome;
import dev.millrace.contracts.ModelDeployed;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.registry.history.Deployment;
import dev.millrace.registry.judging.CausingEvent;
import dev.millrace.registry.model.RecordDeployment;
import org.springframework.stereotype.Component;

/** Serving's word about what it answers with. */
@Component
class ModelDeployedListener implements EventListener<ModelDeployed> {

    private final RecordDeployment recordDeployment;

    ModelDeployedListener(RecordDeployment recordDeployment) {
        this.recordDeployment = recordDeployment;
    }

    @Override
    public Topic<ModelDeployed> topic() {
        return Topics.MODEL_DEPLOYED;
    }

    @Override
    public void on(Received<ModelDeployed> received) {
        var event = received.event();
        var envelope = received.envelope();
        recordDeployment.record(
                received,
                envelope.project(),
                event.getModel(),
                event.getGeneration(),
                new Deployment(
                        event.getInstance(),
                        event.getOutcome() == DeployOutcome.SERVING,
                        event.getReason(),
                        event.getLoadMillis(),
                        event.getWarmupMillis(),
                        event.getGoldenRows(),
                        envelope.occurredAt(),
                        envelope.eventId()),
                new CausingEvent(envelope.cascadeId(), envelope.eventId(), envelope.causationId(), envelope.hop()));
    }
}
