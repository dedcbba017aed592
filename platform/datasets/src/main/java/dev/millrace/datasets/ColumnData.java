package dev.millrace.datasets;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result in memory, in one array of its kind. BOOLEAN and INTEGER are held as {@code long}, DOUBLE as
 * {@code double}, everything else as text; the other forms are made when they are asked for.
 */
public final class ColumnData {

    private final String name;
    private final ColumnType type;
    private final int rows;
    private final BitSet nulls;
    private final long[] longs;
    private final double[] doubles;
    private final @Nullable String[] strings;

    ColumnData(
            String name,
            ColumnType type,
            int rows,
            BitSet nulls,
            long[] longs,
            double[] doubles,
            @Nullable String[] strings) {
        this.name = name;
        this.type = type;
        this.rows = rows;
        this.nulls = nulls;
        this.longs = longs;
        this.doubles = doubles;
        this.strings = strings;
    }

    public String name() {
        return name;
    }

    public ColumnType type() {
        return type;
    }

    public int rows() {
        return rows;
    }

    public boolean isNull(int row) {
        return nulls.get(row);
    }

    public int nullCount() {
        return nulls.cardinality();
    }

    /** Exact values of a BOOLEAN (0 or 1) or INTEGER column, 0 where null. */
    public long[] longs() {
        return switch (type) {
            case BOOLEAN, INTEGER -> longs.clone();
            case DOUBLE, STRING, DATE, TIMESTAMP -> throw new IllegalStateException(name + " is " + type);
        };
    }

    /** Values of a BOOLEAN (0 or 1), INTEGER or DOUBLE column, NaN where null. */
    public double[] doubles() {
        return switch (type) {
            case DOUBLE -> doubles.clone();
            case BOOLEAN, INTEGER -> widened();
            case STRING, DATE, TIMESTAMP -> throw new IllegalStateException(name + " is " + type);
        };
    }

    /** Any column as text, null where null: whole numbers with all their digits, dates and times as in ISO 8601. */
    public @Nullable String[] strings() {
        return switch (type) {
            case STRING, DATE, TIMESTAMP -> strings.clone();
            case BOOLEAN, INTEGER, DOUBLE -> spelled();
        };
    }

    private double[] widened() {
        var values = new double[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = nulls.get(row) ? Double.NaN : longs[row];
        }
        return values;
    }

    private @Nullable String[] spelled() {
        @Nullable String[] values = new String[rows];
        Arrays.setAll(values, row -> nulls.get(row) ? null : spell(row));
        return values;
    }

    private String spell(int row) {
        return switch (type) {
            case BOOLEAN -> longs[row] == 1 ? "true" : "false";
            case INTEGER -> Long.toString(longs[row]);
            case DOUBLE -> Double.toString(doubles[row]);
            case STRING, DATE, TIMESTAMP -> throw new IllegalStateException(name + " is " + type);
        };
    }
}
