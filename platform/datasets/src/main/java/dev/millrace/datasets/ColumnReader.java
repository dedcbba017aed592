package dev.millrace.datasets;

import java.util.Arrays;
import java.util.BitSet;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Collects one column of a result from DuckDB's vectors, without an object per number. */
final class ColumnReader {

    private static final int FIRST = 2048;

    private final String name;
    private final ColumnType type;

    /** INTEGER and FLOAT, as literals and some functions give them. */
    private final boolean narrow;

    private final BitSet nulls = new BitSet();
    private long[] longs = {};
    private double[] doubles = {};
    private @Nullable String[] strings = {};
    private int rows;

    ColumnReader(String name, String source) {
        this.name = name;
        this.type = ColumnType.ofSql(source);
        this.narrow = !type.sql().equals(source);
    }

    void append(DuckDBReadableVector vector, int count) {
        reserve(rows + count);
        for (int row = 0; row < count; row++) {
            if (vector.isNull(row)) {
                nulls.set(rows + row);
                skip(rows + row);
            } else {
                take(vector, row, rows + row);
            }
        }
        rows += count;
    }

    ColumnData finish() {
        return new ColumnData(
                name,
                type,
                rows,
                nulls,
                longs.length > rows ? Arrays.copyOf(longs, rows) : longs,
                doubles.length > rows ? Arrays.copyOf(doubles, rows) : doubles,
                strings.length > rows ? Arrays.copyOf(strings, rows) : strings);
    }

    private void skip(int at) {
        if (type == ColumnType.DOUBLE) {
            doubles[at] = Double.NaN;
        }
    }

    private void take(DuckDBReadableVector vector, int row, int at) {
        switch (type) {
            case BOOLEAN -> longs[at] = vector.getBoolean(row) ? 1 : 0;
            case INTEGER -> longs[at] = whole(vector, row);
            case DOUBLE -> doubles[at] = real(vector, row);
            case STRING -> strings[at] = vector.getString(row);
            case DATE -> strings[at] = vector.getLocalDate(row).toString();
            case TIMESTAMP -> strings[at] = vector.getLocalDateTime(row).toString();
        }
    }

    private long whole(DuckDBReadableVector vector, int row) {
        return narrow ? vector.getInt(row) : vector.getLong(row);
    }

    private double real(DuckDBReadableVector vector, int row) {
        return narrow ? vector.getFloat(row) : vector.getDouble(row);
    }

    private void reserve(int wanted) {
        switch (type) {
            case BOOLEAN, INTEGER -> longs = Arrays.copyOf(longs, room(longs.length, wanted));
            case DOUBLE -> doubles = Arrays.copyOf(doubles, room(doubles.length, wanted));
            case STRING, DATE, TIMESTAMP -> strings = Arrays.copyOf(strings, room(strings.length, wanted));
        }
    }

    private static int room(int have, int wanted) {
        return have >= wanted ? have : Math.max(Math.max(FIRST, wanted), have + have / 2);
    }
}
