package dev.millrace.ingestion.dataset;

/** One Parquet file of a version, by its digest. */
public record StoredPart(String digest, long rows, long bytes) {}
