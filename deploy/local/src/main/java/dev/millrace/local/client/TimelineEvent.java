package dev.millrace.local.client;

import tools.jackson.databind.JsonNode;

/**
 * One event of a cascade.
 *
 * @param status of its cascade, this event included
 * @param summary what was decided and why
 * @param data the decoded event
 */
public record TimelineEvent(
        String cascadeId,
        String status,
        String eventId,
        String causationId,
        String service,
        String topic,
        long millisSinceStart,
        String summary,
        JsonNode data) {

    static TimelineEvent of(String cascadeId, String status, JsonNode event) {
        return new TimelineEvent(
                cascadeId,
                status,
                event.path("eventId").asString(),
                event.path("causationId").asString(""),
                event.path("service").asString(),
                event.path("topic").asString(),
                event.path("millisSinceStart").asLong(),
                event.path("summary").asString(),
                event.path("data"));
    }

    /** A field of the decoded event as text. */
    public String field(String name) {
        return data.path(name).asString("");
    }
}
