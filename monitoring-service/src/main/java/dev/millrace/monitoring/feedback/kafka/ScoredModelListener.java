package dev.millrace.monitoring.feedback.kafka;

import dev.millrace.contracts.ModelApproved;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.ChampionRoute;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.feedback.Approved;
import dev.millrace.monitoring.feedback.BeginScoring;
import org.springframework.stereotype.Component;

/** Labels are about what was put in service. */
@Component
class ScoredModelListener implements EventListener<ModelApproved> {

    private final BeginScoring beginScoring;

    ScoredModelListener(BeginScoring beginScoring) {
        this.beginScoring = beginScoring;
    }

    @Override
    public Topic<ModelApproved> topic() {
        return Topics.MODEL_APPROVED;
    }

    @Override
    public void on(Received<ModelApproved> received) {
        var event = received.event();
        var champion = ChampionRoute.of(event);
        beginScoring.begin(
                received,
                new Approved(
                        received.envelope().project(),
                        event.getPipeline(),
                        event.getModel(),
                        event.getGeneration(),
                        champion.getVersion(),
                        ServingRole.CHAMPION),
                champion.getPackageDigest());
    }
}
