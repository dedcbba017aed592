package dev.millrace.ingestion.dataset.check;

/**
 * How the fields of a CSV file are told apart.
 *
 * @param rowNames whether each row begins with a field that the header has no name for, as R writes tables
 */
public record Dialect(char delimiter, char quote, boolean rowNames) {

    /** As RFC 4180 has it. */
    static final Dialect STANDARD = new Dialect(',', '"', false);
}
