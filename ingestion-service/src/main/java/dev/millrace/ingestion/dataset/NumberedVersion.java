package dev.millrace.ingestion.dataset;

/** A version as its dataset knows it. */
public record NumberedVersion(String dataset, long number, DatasetVersion version) {}
