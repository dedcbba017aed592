package dev.millrace.datasets;

/** What all sessions of a process together may take. */
public record Limits(long memoryBytes, long spillBytes, int threads) {

    public Limits {
        if (memoryBytes < 32 << 20 || spillBytes < 0 || threads < 1) {
            throw new IllegalArgumentException("DuckDB needs at least 32 MiB and one thread");
        }
    }
}
