package dev.millrace.local.client;

/** Names and values from data, as one line can show them. */
public final class Shown {

    private Shown() {}

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

    /** The same in quotes. */
    public static String quoted(String text) {
        return '"' + plain(text.replace("\"", "\\\"")) + '"';
    }
}
