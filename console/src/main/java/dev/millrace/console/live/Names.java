package dev.millrace.console.live;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which things an event of a cascade is about: all that open pages are told of it. */
final class Names {

    private Names() {}

    static Map<String, String> of(JsonNode message) {
        var event = message.path("event");
        var data = event.path("data");
        var names = new LinkedHashMap<String, String>();
        put(names, "cascade", message.path("cascadeId"));
        put(names, "topic", event.path("topic"));
        put(names, "pipeline", event.path("pipeline"));
        put(names, "dataset", data.path("dataset"));
        put(names, "model", data.path("model"));
        names.computeIfAbsent("pipeline", missing -> text(data.path("pipeline")));
        names.computeIfAbsent("model", missing -> names.get("pipeline"));
        return names;
    }

    private static void put(Map<String, String> names, String name, JsonNode value) {
        var text = text(value);
        if (text != null) {
            names.put(name, text);
        }
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.asString() : null;
    }
}
