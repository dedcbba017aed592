package dev.millrace.datasets;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.List;

/**
 * Room for some rows on their way to DuckDB, valid only while their source is called. Each value of each row must be set once, row
 * by row, or be set to be missing.
 */
public final class RowChunk {

    private static final int ROWS = 8192;

    /** Values, and bytes of texts, that are in memory at once. */
    private static final int VALUES = 1 << 17;

    private static final int TEXT_BYTES = 4 << 20;
    private static final long MICROS = 1_000_000;

    private final ChunkColumn[] columns;
    private final int capacity;
    private long textBytes;

    RowChunk(List<ColumnType> types) {
        capacity = Math.clamp(VALUES / Math.max(1, types.size()), 1, ROWS);
        columns = types.stream().map(type -> new ChunkColumn(type, capacity)).toArray(ChunkColumn[]::new);
    }

    /** Whether there is no room for another row behind so many. */
    public boolean isFull(int rows) {
        return rows >= capacity || textBytes > TEXT_BYTES;
    }

    public void missing(int column, int row) {
        columns[column].missing(row);
    }

    /** A value of a BOOLEAN column. */
    public void truth(int column, int row, boolean value) {
        columns[column].number(row, value ? 1 : 0);
    }

    /** A value of an INTEGER column. */
    public void whole(int column, int row, long value) {
        columns[column].number(row, value);
    }

    /** A value of a DOUBLE column. */
    public void real(int column, int row, double value) {
        columns[column].number(row, Double.doubleToRawLongBits(value));
    }

    /** A value of a STRING column, in UTF-8. */
    public void text(int column, int row, byte[] text, int from, int to) {
        columns[column].text(row, text, from, to);
        textBytes += to - from;
    }

    /** A value of a DATE column. */
    public void date(int column, int row, LocalDate value) {
        columns[column].number(row, value.toEpochDay());
    }

    /** A value of a TIMESTAMP column, to the microsecond. */
    public void timestamp(int column, int row, LocalDateTime value) {
        columns[column].number(
                row, value.toEpochSecond(ZoneOffset.UTC) * MICROS + value.get(ChronoField.MICRO_OF_SECOND));
    }

    List<ChunkColumn> columns() {
        return List.of(columns);
    }

    void clear() {
        textBytes = 0;
        for (var column : columns) {
            column.clear();
        }
    }
}
