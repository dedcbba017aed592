package dev.millrace.monitoring.alert.kafka;

import dev.millrace.contracts.AlertRaised;
import dev.millrace.contracts.Topic;
import dev.millrace.contracts.Topics;
import dev.millrace.messaging.Envelope;
import dev.millrace.messaging.EventListener;
import dev.millrace.messaging.Received;
import dev.millrace.monitoring.alert.Alert;
import dev.millrace.monitoring.alert.Alerts;
import dev.millrace.monitoring.routing.RouteAlert;
import org.springframework.stereotype.Component;

/** Every service's alerts: each is kept, and then told to whom it concerns. */
@Component
class AlertRaisedListener implements EventListener<AlertRaised> {

    private final Alerts alerts;
    private final RouteAlert routeAlert;

    AlertRaisedListener(Alerts alerts, RouteAlert routeAlert) {
        this.alerts = alerts;
        this.routeAlert = routeAlert;
    }

    @Override
    public Topic<AlertRaised> topic() {
        return Topics.ALERT_RAISED;
    }

    @Override
    public void on(Received<AlertRaised> received) {
        var project = received.envelope().project();
        var alert = alert(received.envelope(), received.event());
        alerts.add(project, alert);
        routeAlert.route(received, project, alert);
    }

    private static Alert alert(Envelope envelope, AlertRaised event) {
        return new Alert(
                "%019d-%s".formatted(envelope.occurredAt().toEpochMilli(), envelope.eventId()),
                envelope.eventId(),
                envelope.cascadeId(),
                envelope.aggregateId().split(":", 2)[0],
                event.getPipeline(),
                event.getSeverity().name(),
                event.getCode(),
                event.getWhat(),
                event.getWhere(),
                event.getLink(),
                envelope.occurredAt());
    }
}
