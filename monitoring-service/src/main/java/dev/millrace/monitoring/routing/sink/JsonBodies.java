package dev.millrace.monitoring.routing.sink;

import dev.millrace.monitoring.routing.Message;
import dev.millrace.monitoring.routing.Message.Part;
import dev.millrace.monitoring.routing.Phase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Messages in the JSON of each kind of receiver. */
final class JsonBodies {

    /** After which Alertmanager takes an alert for over that nobody has told again: an incident without an end ends so. */
    static final Duration LASTS = Duration.ofDays(1);

    private static final int LONGEST_SUMMARY = 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonBodies() {}

    static byte[] webhook(Message message) {
        return bytes(map(
                "id", message.id(),
                "project", message.project(),
                "route", message.route(),
                "alerts", message.parts().stream().map(JsonBodies::webhook).toList(),
                "omitted", message.omitted()));
    }

    private static Map<String, Object> webhook(Part part) {
        var alert = part.alert();
        return map(
                "id", alert.id(),
                "incident", part.incident(),
                "status", status(part.phase()),
                "severity", lower(part),
                "code", part.code(),
                "pipeline", alert.pipeline(),
                "service", alert.service(),
                "where", alert.where(),
                "what", alert.what(),
                "since", part.since().toString(),
                "at", alert.at().toString(),
                "sure", part.text().sure(),
                "done", part.text().done(),
                "advice", part.text().advice(),
                "link", part.text().link(),
                "cascadeId", alert.cascadeId());
    }

    private static String status(Phase phase) {
        return switch (phase) {
            case BEGAN -> "began";
            case LASTS -> "lasts";
            case OVER -> "over";
        };
    }

    static byte[] slack(Message message) {
        var text = MessageText.body(message)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return bytes(map("text", text));
    }

    /** Which labels an alert has decides which alert it is to Alertmanager, so they are those of the incident. */
    static byte[] alertmanager(Message message) {
        return bytes(message.parts().stream()
                .map(part -> alertmanager(message, part))
                .toList());
    }

    private static Map<String, Object> alertmanager(Message message, Part part) {
        var alert = part.alert();
        var ends = part.phase() == Phase.OVER ? alert.at() : alert.at().plus(LASTS);
        var labels = map(
                "alertname", part.code(),
                "severity", lower(part),
                "project", message.project(),
                "pipeline", alert.pipeline(),
                "service", alert.service(),
                "incident", part.incident());
        var annotations = map("summary", MessageText.title(part), "description", MessageText.body(part));
        var posted = map(
                "labels",
                labels,
                "annotations",
                annotations,
                "startsAt",
                part.since().toString(),
                "endsAt",
                ends.toString());
        if (part.text().link().startsWith("http")) {
            posted.put("generatorURL", part.text().link());
        }
        return posted;
    }

    /** An event of PagerDuty's Events API v2. */
    static byte[] pagerduty(Message message, Part part, String key) {
        boolean over = part.phase() == Phase.OVER;
        var event = map("routing_key", key, "event_action", over ? "resolve" : "trigger", "dedup_key", part.incident());
        if (!over) {
            event.put("payload", pagerdutyPayload(message, part));
        }
        if (part.text().link().startsWith("http")) {
            event.put("links", List.of(map("href", part.text().link(), "text", "Where to look")));
        }
        return bytes(event);
    }

    private static Map<String, Object> pagerdutyPayload(Message message, Part part) {
        var alert = part.alert();
        var summary = MessageText.title(part) + ": " + MessageText.line(alert.what());
        return map(
                "summary", summary.length() > LONGEST_SUMMARY ? summary.substring(0, LONGEST_SUMMARY) : summary,
                "source", "millrace-" + alert.service(),
                "severity", lower(part),
                "timestamp", part.since().toString(),
                "component", alert.pipeline(),
                "group", message.project(),
                "class", part.code(),
                "custom_details", webhook(part));
    }

    private static String lower(Part part) {
        return part.severity().name().toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(Object value) {
        return JSON.writeValueAsBytes(value);
    }

    /** Names and values in turn. */
    private static Map<String, Object> map(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
