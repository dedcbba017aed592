package dev.millrace.datasets;

import java.util.List;
import org.duckdb.DuckDBReadableVector;

/** Some rows of a result, valid only while its reader is called. */
public final class Chunk {

    private final int rows;
    private final List<DuckDBReadableVector> columns;

    Chunk(int rows, List<DuckDBReadableVector> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    public int rows() {
        return rows;
    }

    public boolean isNull(int column, int row) {
        return columns.get(column).isNull(row);
    }

    /** A value of a BOOLEAN column. */
    public boolean truth(int column, int row) {
        return columns.get(column).getBoolean(row);
    }

    /** A value of a BIGINT column. */
    public long whole(int column, int row) {
        return columns.get(column).getLong(row);
    }

    /** A value of a DOUBLE column. */
    public double real(int column, int row) {
        return columns.get(column).getDouble(row);
    }

    /** A value of a VARCHAR column. */
    public String text(int column, int row) {
        return columns.get(column).getString(row);
    }

    /** Takes the next rows. */
    @FunctionalInterface
    public interface Reader {
        void read(Chunk chunk);
    }
}
