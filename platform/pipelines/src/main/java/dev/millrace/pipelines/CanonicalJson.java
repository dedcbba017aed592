package dev.millrace.pipelines;

import java.util.Collection;
import java.util.Map;

/** Writes values as JSON in exactly one way: the order of the maps as they are, no white space, shortest numbers. */
final class CanonicalJson {

    private CanonicalJson() {}

    static String write(Object value) {
        var json = new StringBuilder();
        append(json, value);
        return json.toString();
    }

    /** Whole numbers without a point. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static void append(StringBuilder json, Object value) {
        switch (value) {
            case Map<?, ?> map -> appendMap(json, map);
            case Collection<?> items -> appendItems(json, items);
            case Double number -> json.append(number(number));
            case Long number -> json.append(number);
            case Integer number -> json.append(number);
            case Boolean truth -> json.append(truth);
            default -> appendText(json, value.toString());
        }
    }

    private static void appendMap(StringBuilder json, Map<?, ?> map) {
        var separator = "{";
        for (var entry : map.entrySet()) {
            json.append(separator);
            appendText(json, String.valueOf(entry.getKey()));
            json.append(':');
            append(json, entry.getValue());
            separator = ",";
        }
        json.append(map.isEmpty() ? "{}" : "}");
    }

    private static void appendItems(StringBuilder json, Collection<?> items) {
        var separator = "[";
        for (var item : items) {
            json.append(separator);
            append(json, item);
            separator = ",";
        }
        json.append(items.isEmpty() ? "[]" : "]");
    }

    private static void appendText(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
