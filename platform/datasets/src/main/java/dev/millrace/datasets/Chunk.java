package dev.millrace.datasets;

import java.util.List;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Some rows of a result, valid only while its reader is called. */
public final class Chunk {

    private final int rows;
    private final List<DuckDBReadableVector> columns;
    private final List<String> types;

    /** @param types of the columns, as SQL calls them */
    Chunk(int rows, List<DuckDBReadableVector> columns, List<String> types) {
        this.rows = rows;
        this.columns = columns;
        this.types = types;
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

    /** All values of a BOOLEAN (0 or 1), INTEGER or DOUBLE column, NaN where null. */
    public double[] numbers(int column) {
        return read(column).doubles();
    }

    /** All values of a STRING, DATE or TIMESTAMP column, null where null; dates and times as in ISO 8601. */
    public @Nullable String[] texts(int column) {
        return read(column).strings();
    }

    private ColumnData read(int column) {
        var reader = new ColumnReader("", types.get(column));
        reader.append(columns.get(column), rows);
        return reader.finish();
    }

    /** Takes the next rows. */
    @FunctionalInterface
    public interface Reader {
        void read(Chunk chunk);
    }
}
