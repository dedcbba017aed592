package dev.millrace.training.pipeline.kafka;

import dev.millrace.contracts.ModelRejected;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.training.pipeline.FollowModel;
import org.springframework.stereotype.Component;

/** Models that brought nothing. */
@Component
class ModelRejectedListener implements EventListener<ModelRejected> {

    private final FollowModel followModel;

    ModelRejectedListener(FollowModel followModel) {
        this.followModel = followModel;
    }

    @Override
    public Topic<ModelRejected> topic() {
        return Topics.MODEL_REJECTED;
    }

    @Override
    public void on(Received<ModelRejected> received) {
        var event = received.event();
        followModel.rejected(event.getProject(), event.getPipeline(), event.getRunId(), received);
    }
}
