package dev.millrace.datasets;

import java.io.Serial;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * DuckDB could not do what was asked. DuckDB's messages quote the data that it stumbled over, and what is thrown ends up in logs;
 * so whatever is quoted, and every number, is left out here.
 */
public final class DatasetException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Pattern DATA = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\b\\d[\\d.,:+-]*");

    public DatasetException(String message, SQLException cause) {
        super(message + ": " + withoutData(cause), redacted(cause));
    }

    /** What a failure of DuckDB is: of the data or the statement, or want of memory, which says nothing about either. */
    static RuntimeException of(String message, SQLException cause) {
        return DatasetMemoryException.says(cause)
                ? new DatasetMemoryException(redacted(cause))
                : new DatasetException(message, cause);
    }

    /** With the place where it happened, but without what it says. */
    private static SQLException redacted(SQLException cause) {
        var redacted = new SQLException(withoutData(cause), cause.getSQLState(), cause.getErrorCode());
        redacted.setStackTrace(cause.getStackTrace());
        return redacted;
    }

    private static String withoutData(SQLException cause) {
        var firstLine = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return DATA.matcher(firstLine).replaceAll("...");
    }
}
