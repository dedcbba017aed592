package dev.millrace.monitoring.drift.kafka;

import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.Route;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.ChampionRoute;
import dev.millrace.monitoring.drift.Approved;
import dev.millrace.monitoring.drift.StartWatch;
import org.springframework.stereotype.Component;

/** What is put in service is watched. Read to the end before predictions are, so that they find their watch. */
@Component
class ModelApprovedListener implements EventListener<ModelApproved> {

    private final StartWatch startWatch;
    private final WatchesReady ready;

    ModelApprovedListener(StartWatch startWatch, WatchesReady ready) {
        this.startWatch = startWatch;
        this.ready = ready;
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
        ready.approvalsRead();
    }

    private static Approved approved(Received<ModelApproved> received) {
        ModelApproved event = received.event();
        Route champion = ChampionRoute.of(event);
        return new Approved(
                received.envelope().project(),
                event.getPipeline(),
                event.getModel(),
                event.getGeneration(),
                champion.getVersion(),
                champion.getPackageDigest(),
                received.envelope().eventId());
    }
}
