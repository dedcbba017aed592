package dev.millrace.local.client;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/** Names and values from data, as one line can show them. */
public final class DisplayText {

    private DisplayText() {}

    /** The text, with line breaks and other control characters written out. */
    public static String plain(String text) {
        var shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                default -> {
                    if (Character.isISOControl(point)) {
                        shown.append("\\u%04x".formatted(point));
                    } else {
                        shown.appendCodePoint(point);
                    }
                }
            }
        });
        return shown.toString();
    }

    /** The text in quotes, with control characters written out. */
    public static String quoted(String text) {
        return '"' + plain(text.replace("\"", "\\\"")) + '"';
    }

    /** A time as a service writes it, without fractions of a second. */
    public static String time(JsonNode time) {
        return Instant.parse(time.asString()).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** So many of something, such as {@code 1 decision} and {@code 2 decisions}. */
    public static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
