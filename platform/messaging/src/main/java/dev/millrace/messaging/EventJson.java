package dev.millrace.messaging;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Any event as JSON for people: times as text, bytes as their number, long texts and lists shortened. */
public final class EventJson {

    private static final int MAX_TEXT = 500;
    private static final int MAX_ITEMS = 40;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EventJson() {}

    public static String of(SpecificRecord event) {
        return JSON.writeValueAsString(fields(event));
    }

    private static Map<String, @Nullable Object> fields(SpecificRecord event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Schema.Field field : event.getSchema().getFields()) {
            fields.put(field.name(), value(event.get(field.pos())));
        }
        return fields;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case SpecificRecord nested -> fields(nested);
            case Number number -> number(number);
            case Boolean truth -> truth;
            case ByteBuffer bytes -> bytes.remaining() + " bytes";
            case Collection<?> items -> items(items);
            case Map<?, ?> map -> map(map);
            default -> text(value.toString());
        };
    }

    /** JSON has no NaN and no infinities. */
    private static Object number(Number number) {
        return Double.isFinite(number.doubleValue()) ? number : number.toString();
    }

    private static String text(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "… (" + text.length() + " characters)";
    }

    private static List<@Nullable Object> items(Collection<?> items) {
        List<@Nullable Object> shown = new ArrayList<>();
        items.stream().limit(MAX_ITEMS).forEach(item -> shown.add(value(item)));
        if (items.size() > MAX_ITEMS) {
            shown.add("… (" + items.size() + " items)");
        }
        return shown;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        map.entrySet().stream()
                .limit(MAX_ITEMS)
                .forEach(entry -> shown.put(String.valueOf(entry.getKey()), value(entry.getValue())));
        return shown;
    }
}
