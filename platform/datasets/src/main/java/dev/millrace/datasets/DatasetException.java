package dev.millrace.datasets;

import java.io.Serial;
import java.sql.SQLException;

/** DuckDB could not do what was asked; its message may show data and is for logs, not for answers. */
public final class DatasetException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public DatasetException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
