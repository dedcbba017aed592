package dev.millrace.validation.rule;

import java.util.Locale;

/** Names and values from data, as they can stand in a sentence or a command: shortened, and without control characters. */
final class Quoted {

    private static final int LONGEST = 60;

    private Quoted() {}

    /** In double quotes, for people. */
    static String text(String value) {
        var shown = new StringBuilder("\"");
        value.codePoints().limit(LONGEST).forEach(point -> {
            switch (point) {
                case '"', '\\' -> shown.append('\\').appendCodePoint(point);
                case '\n' -> shown.append("\\n");
                case '\t' -> shown.append("\\t");
                case '\r' -> shown.append("\\r");
                default -> append(shown, point);
            }
        });
        return shown.append(value.codePointCount(0, value.length()) > LONGEST ? "…\"" : "\"")
                .toString();
    }

    private static void append(StringBuilder shown, int point) {
        if (Character.isISOControl(point)) {
            shown.append(String.format(Locale.ROOT, "\\u%04x", point));
        } else {
            shown.appendCodePoint(point);
        }
    }

    /** As an argument in a shell. */
    static String argument(String value) {
        if (value.matches("[A-Za-z0-9_.][A-Za-z0-9_.-]*")) {
            return value;
        }
        return value.codePoints().anyMatch(Character::isISOControl)
                ? "$'"
                        + value.replace("\\", "\\\\")
                                .replace("'", "\\'")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")
                                .replace("\t", "\\t")
                        + "'"
                : "'" + value.replace("'", "'\\''") + "'";
    }
}
