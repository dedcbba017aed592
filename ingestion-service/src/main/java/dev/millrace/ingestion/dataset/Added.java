package dev.millrace.ingestion.dataset;

/** What became of a file that was good. */
public sealed interface Added {

    NumberedVersion version();

    /** It is a new version. */
    record Created(NumberedVersion version) implements Added {}

    /** The dataset has these bytes already; nothing was announced. */
    record Duplicate(NumberedVersion version) implements Added {}

    /** The same request was carried out before. */
    record Replayed(NumberedVersion version) implements Added {}
}
