package dev.millrace.ingestion.dataset.check;

/** How the fields of a CSV file are told apart. */
public record Dialect(char delimiter, char quote) {

    /** As RFC 4180 has it. */
    static final Dialect STANDARD = new Dialect(',', '"');
}
