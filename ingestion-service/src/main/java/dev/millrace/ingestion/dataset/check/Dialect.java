package dev.millrace.ingestion.dataset.check;

/**
 * How the fields of a CSV file are told apart.
 *
 * @param rowNames whether each row begins with a field that the header has no name for, as R writes tables
 */
public record Dialect(char delimiter, char quote, boolean rowNames) {

    /** As RFC 4180 has it. */
    static final Dialect STANDARD = new Dialect(',', '"', false);

    /** What a person calls the quote of a file in which quotation marks are characters like any other. */
    public static final String NO_QUOTE = "none";

    /** Stands for it where a quote is looked for, because no text has this character. */
    private static final char IN_NO_TEXT = '\u0001';

    /** The quote that a person named. */
    static char quote(String said) {
        return said.equals(NO_QUOTE) ? IN_NO_TEXT : said.charAt(0);
    }

    /** As people are told. */
    String shownQuote() {
        return quote == IN_NO_TEXT ? NO_QUOTE : String.valueOf(quote);
    }
}
