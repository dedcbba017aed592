package dev.millrace.training.run.kafka;

import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.Route;
import dev.millrace.contracts.RouteRole;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.training.run.FollowModel;
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
        ModelApproved event = received.event();
        Route champion = event.getRoutes().stream()
                .filter(route -> route.getRole() == RouteRole.CHAMPION)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an approval needs a champion"));
        followModel.approved(
                event.getProject(),
                event.getPipeline(),
                event.getGeneration(),
                champion.getVersion(),
                champion.getPackageDigest(),
                event.getRunId(),
                event.getRollback(),
                received);
    }
}
