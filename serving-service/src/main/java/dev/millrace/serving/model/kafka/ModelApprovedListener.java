package dev.millrace.serving.model.kafka;

import dev.millrace.artifacts.Digest;
import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.Route;
import dev.millrace.contracts.RouteRole;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.ParkedException;
import dev.millrace.messaging.Received;
import dev.millrace.serving.model.Approval;
import dev.millrace.serving.model.Deployer;
import dev.millrace.serving.model.ModelName;
import dev.millrace.serving.model.Readiness;
import dev.millrace.serving.model.ServingRole;
import org.springframework.stereotype.Component;

/** Hears what is approved. Every replica reads the whole table each time it starts. */
@Component
class ModelApprovedListener implements EventListener<ModelApproved> {

    private final Deployer deployer;
    private final Readiness readiness;

    ModelApprovedListener(Deployer deployer, Readiness readiness) {
        this.deployer = deployer;
        this.readiness = readiness;
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
        deployer.approve(toApproval(received));
    }

    @Override
    public void caughtUp() {
        readiness.caughtUp();
    }

    private static Approval toApproval(Received<ModelApproved> received) {
        var event = received.event();
        var champion = event.getRoutes().stream()
                .filter(route -> route.getRole() == RouteRole.CHAMPION)
                .findFirst()
                .orElseThrow(() -> new ParkedException("CHAMPION_MISSING", "no route is the champion's", false));
        var effect = received.envelope().effect();
        return new Approval(
                new ModelName(event.getProject(), event.getModel()),
                event.getGeneration(),
                champion.getVersion(),
                ServingRole.CHAMPION,
                digest(champion),
                event.getPipeline(),
                effect.cascadeId(),
                received.envelope().eventId(),
                effect.hop());
    }

    private static Digest digest(Route champion) {
        try {
            return new Digest(champion.getPackageDigest());
        } catch (IllegalArgumentException malformed) {
            throw new ParkedException("DIGEST_INVALID", "the champion's package is no digest", false);
        }
    }
}
