package dev.millrace.local.client;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A cascade up to now.
 *
 * @param runCascade the cascade that carries the run's results where the trigger joined another run; empty otherwise
 * @param linkedFrom the cascade whose model was watched when drift started this one; empty otherwise
 */
public record CascadeReport(
        String id, String status, String runCascade, String linkedFrom, List<TimelineEvent> events) {

    public CascadeReport {
        events = List.copyOf(events);
    }

    /** The run that made a model; empty where none did. */
    String trainedRun() {
        return events.stream()
                .filter(event -> event.topic().equals("model.trained"))
                .map(event -> event.field("runId"))
                .reduce("", (earlier, later) -> later);
    }

    /** The version of the dataset that was found valid; 0 where none was yet. */
    long validatedVersion() {
        return events.stream()
                .filter(event -> event.topic().equals("data.validated"))
                .mapToLong(event -> event.data().path("version").asLong())
                .reduce(0, (earlier, later) -> later);
    }

    static CascadeReport of(JsonNode cascade) {
        var id = cascade.path("id").asString();
        var status = cascade.path("status").asString();
        return new CascadeReport(
                id,
                status,
                cascade.path("runCascade").asString(""),
                cascade.path("linkedFrom").asString(""),
                cascade.path("events")
                        .valueStream()
                        .map(event -> TimelineEvent.of(id, status, event))
                        .toList());
    }
}
