package dev.millrace.training.pipeline.kafka;

import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.RouteRole;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.training.pipeline.FollowModel;
import dev.millrace.training.pipeline.Pipeline;
import org.springframework.stereotype.Component;

/** The champion that candidates are compared with. */
@Component
class ModelApprovedListener implements EventListener<ModelApproved> {

    private final FollowModel followModel;

    ModelApprovedListener(FollowModel followModel) {
        this.followModel = followModel;
    }

    @Override
    public Topic<ModelApproved> topic() {
        return Topics.MODEL_APPROVED;
    }

    @Override
    public void on(Received<ModelApproved> received) {
        var event = received.event();
        var champion = event.getRoutes().stream()
                .filter(route -> route.getRole() == RouteRole.CHAMPION)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an approval needs a champion"));
        followModel.approved(
                event.getProject(),
                event.getPipeline(),
                new Pipeline.ChampionInForce(event.getGeneration(), champion.getVersion(), champion.getPackageDigest()),
                event.getRunId(),
                event.getRollback(),
                received);
    }
}
