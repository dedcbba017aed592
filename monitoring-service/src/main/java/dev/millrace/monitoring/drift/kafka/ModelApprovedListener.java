package dev.millrace.monitoring.drift.kafka;

import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.ChampionRoute;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.drift.watch.Approvals;
import dev.millrace.monitoring.drift.watch.Approved;
import dev.millrace.monitoring.drift.watch.StartWatch;
import org.springframework.stereotype.Component;

/** What is put in service is watched. Every replica reads all approvals, so that its predictions find their watch. */
@Component
class ModelApprovedListener implements EventListener<ModelApproved> {

    private final StartWatch startWatch;
    private final Approvals approvals;

    ModelApprovedListener(StartWatch startWatch, Approvals approvals) {
        this.startWatch = startWatch;
        this.approvals = approvals;
    }

    @Override
    public Topic<ModelApproved> topic() {
        return Topics.MODEL_APPROVED;
    }

    @Override
    public Delivery delivery() {
        return Delivery.EVERY_REPLICA_FROM_START;
    }

    @Override
    public void on(Received<ModelApproved> received) {
        startWatch.start(received, approved(received));
    }

    @Override
    public void caughtUp() {
        approvals.pastRead();
    }

    private static Approved approved(Received<ModelApproved> received) {
        var event = received.event();
        var champion = ChampionRoute.of(event);
        return new Approved(
                received.envelope().project(),
                event.getPipeline(),
                event.getModel(),
                event.getGeneration(),
                champion.getVersion(),
                ServingRole.CHAMPION,
                champion.getPackageDigest(),
                received.envelope().eventId(),
                received.envelope().cascadeId());
    }
}
