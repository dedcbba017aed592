package dev.millrace.datasets;

import java.io.Serial;
import java.sql.SQLException;

/**
 * DuckDB had no memory left within its {@link Limits}, or no disk space to spill to. Nothing is wrong with the data: the same may succeed
 * once other sessions have ended, or with higher limits.
 */
public final class DatasetMemoryException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String DUCKDB_SAYS = "Out of Memory Error";

    DatasetMemoryException(SQLException redacted) {
        super("DuckDB had no memory left within its limits", redacted);
    }

    static boolean says(SQLException failure) {
        return String.valueOf(failure.getMessage()).startsWith(DUCKDB_SAYS);
    }
}
