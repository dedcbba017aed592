package dev.millrace.monitoring.routing;

import dev.millrace.monitoring.alert.Alert;
import dev.millrace.pipelines.AlertSeverity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What a route tells at once.
 *
 * @param id the same however often the message is tried
 * @param omitted alerts that it has no place for
 */
public record Message(String id, String project, String route, List<Part> parts, long omitted) {

    public Message {
        parts = List.copyOf(parts);
    }

    /**
     * One alert of it.
     *
     * @param incident shared by the alerts of one episode
     * @param code with which the incident began
     * @param since when the first alert of the incident was raised
     */
    public record Part(
            String incident, Phase phase, AlertSeverity severity, String code, Instant since, Alert alert, Text text) {}

    /**
     * What is to be said of an alert.
     *
     * @param sure how sure it is
     * @param done what the platform has done about it
     * @param advice what a person can do
     * @param link where to look; an address where the console's is configured, else the route of the service
     */
    public record Text(String sure, String done, String advice, String link) {}

    /** The most urgent severity among its parts. */
    public AlertSeverity severity() {
        return parts.stream().map(Part::severity).max(Comparator.naturalOrder()).orElse(AlertSeverity.INFO);
    }
}
