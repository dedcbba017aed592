package dev.millrace.ingestion.dataset;

/** How the bytes of an upload are compressed. */
public enum Compression {
    NONE,
    GZIP,
    ZSTD
}
