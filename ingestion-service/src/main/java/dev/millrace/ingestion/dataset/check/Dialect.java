package dev.millrace.ingestion.dataset.check;

import java.util.Arrays;
import java.util.List;

/**
 * How the fields of a CSV file are told apart.
 *
 * @param backslash whether a quote inside quotes has a backslash before it, instead of being written twice
 * @param rowNames whether each row begins with a field that the header has no name for, as R writes tables
 * @param above lines above the names of the columns, which mean nothing
 */
public record Dialect(char delimiter, char quote, boolean backslash, boolean rowNames, List<String> above) {

    /** As RFC 4180 has it. */
    static final Dialect STANDARD = new Dialect(',', '"', false, false, List.of());

    /** What a person calls the quote of a file in which quotation marks are characters like any other. */
    public static final String NO_QUOTE = "none";

    /** What a person calls quotes inside of which a quote has a backslash before it. */
    public static final String ESCAPED_QUOTE = "\\\"";

    /** Stands for it where a quote is looked for, because no text has this character. */
    private static final char IN_NO_TEXT = '\u0001';

    public Dialect {
        above = List.copyOf(above);
    }

    /** The quote that a person named. */
    static char quote(String said) {
        return switch (said) {
            case NO_QUOTE -> IN_NO_TEXT;
            case ESCAPED_QUOTE -> '"';
            default -> said.charAt(0);
        };
    }

    /** As people are told. */
    String shownQuote() {
        return backslash ? ESCAPED_QUOTE : quote == IN_NO_TEXT ? NO_QUOTE : String.valueOf(quote);
    }

    /** What a quoted field says that has quotes inside. Backslashes that stand before no quote are kept. */
    byte[] single(byte[] bytes, int from, int to) {
        byte first = (byte) (backslash ? '\\' : quote);
        var text = new byte[to - from];
        int length = 0;
        int at = from;
        while (at < to) {
            boolean pair = bytes[at] == first && at + 1 < to;
            if (pair && bytes[at + 1] == quote) {
                at++;
            } else if (pair && bytes[at + 1] == first) {
                text[length++] = bytes[at++];
            }
            text[length++] = bytes[at++];
        }
        return Arrays.copyOf(text, length);
    }
}
