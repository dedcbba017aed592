package dev.millrace.monitoring.routing;

import dev.millrace.monitoring.alert.Alert;
import dev.millrace.monitoring.alert.AlertProperties;
import dev.millrace.monitoring.alert.Alerts;
import dev.millrace.monitoring.routing.RouteQueue.OutgoingMessage;
import java.util.stream.Stream;

/** Puts a message into words: what happened, since when, how sure, what was done, what to do, and where to look. */
class ComposeMessage {

    private final Alerts alerts;
    private final AlertProperties properties;

    ComposeMessage(Alerts alerts, AlertProperties properties) {
        this.alerts = alerts;
        this.properties = properties;
    }

    Message compose(String project, String route, OutgoingMessage message) {
        var parts = message.alerts().stream()
                .flatMap(waiting -> part(project, waiting))
                .toList();
        return new Message(message.id(), project, route, parts, message.omitted());
    }

    private Stream<Message.Part> part(String project, WaitingAlert waiting) {
        return alerts
                .find(project, waiting.alert())
                .map(alert -> new Message.Part(
                        waiting.incident(),
                        waiting.phase(),
                        waiting.severity(),
                        waiting.code(),
                        waiting.since(),
                        alert,
                        AlertGuide.of(alert, waiting.phase(), link(alert))))
                .stream();
    }

    private String link(Alert alert) {
        var page = properties.page(alert);
        if (page != null) {
            return page;
        }
        return alert.link() == null ? "/v1/cascades/" + alert.cascadeId() : alert.link();
    }
}
