package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column with a type of its own.
 *
 * @param fits other types that hold all its values unchanged
 */
record ParquetColumn(ConvertedColumn own, Set<ColumnType> fits) {

    /** Whole numbers up to here are the same as a double. */
    private static final long EXACT = 1L << 53;

    ParquetColumn {
        fits = Set.copyOf(fits);
    }

    /** The type that the dataset's earlier versions gave it, if the values fit; else its own. */
    ConvertedColumn converted(@Nullable ColumnType established) {
        return established != null && fits.contains(established) ? own.as(established) : own;
    }

    /** Aggregates over all rows from which {@link #of} reads: how many values there are, and of how many the kind changes. */
    static String question(ConvertedColumn column) {
        String value = column.expression();
        String changed = switch (column.type()) {
            case INTEGER -> "abs(%s::HUGEINT) > %d".formatted(value, EXACT);
            case DOUBLE -> "NOT (abs(%1$s) <= %2$d AND %1$s = trunc(%1$s))".formatted(value, EXACT);
            case BOOLEAN, STRING, DATE, TIMESTAMP -> "false";
        };
        return "count(%s), count_if(%s)".formatted(value, changed);
    }

    /** @param first position of the answer */
    static ParquetColumn of(ConvertedColumn column, ResultSet answer, int first) throws SQLException {
        boolean any = answer.getLong(first) > 0;
        boolean same = answer.getLong(first + 1) == 0;
        return new ParquetColumn(column.hasValues(any), any ? fitting(column.type(), same) : all());
    }

    private static Set<ColumnType> fitting(ColumnType own, boolean same) {
        return switch (own) {
            case INTEGER -> same ? EnumSet.of(ColumnType.DOUBLE, ColumnType.STRING) : EnumSet.of(ColumnType.STRING);
            case DOUBLE -> same ? EnumSet.of(ColumnType.INTEGER, ColumnType.STRING) : EnumSet.of(ColumnType.STRING);
            case DATE -> EnumSet.of(ColumnType.TIMESTAMP, ColumnType.STRING);
            case BOOLEAN, TIMESTAMP -> EnumSet.of(ColumnType.STRING);
            case STRING -> Set.of();
        };
    }

    private static Set<ColumnType> all() {
        return EnumSet.allOf(ColumnType.class);
    }
}
