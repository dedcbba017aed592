package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Sql;

/**
 * A column on its way into Parquet.
 *
 * @param expression in SQL over the source's columns, which have names of their own
 * @param hasValues whether there is any to tell the type from
 */
record ConvertedColumn(String name, ColumnType type, String expression, boolean hasValues) {

    /** Of a source that reads it with its type. */
    static ConvertedColumn asRead(String name, String source, ColumnType type) {
        return new ConvertedColumn(name, type, source, true);
    }

    /** Of a source that reads it as something else. */
    static ConvertedColumn cast(String name, String source, ColumnType type) {
        return new ConvertedColumn(name, type, "CAST(" + source + " AS " + type.sql() + ")", true);
    }

    /** Timestamps with an offset are stored in UTC. */
    static ConvertedColumn inUtc(String name, String source) {
        return new ConvertedColumn(
                name, ColumnType.TIMESTAMP, "CAST(" + source + " AS TIMESTAMPTZ) AT TIME ZONE 'UTC'", true);
    }

    /** The same values as another type that can hold them. */
    ConvertedColumn as(ColumnType other) {
        return other == type
                ? this
                : new ConvertedColumn(
                        name,
                        other,
                        "CAST(" + (hasValues ? expression : "NULL") + " AS " + other.sql() + ")",
                        hasValues);
    }

    ConvertedColumn hasValues(boolean any) {
        return new ConvertedColumn(name, type, expression, any);
    }

    Column column() {
        return new Column(name, type);
    }

    /** @param stored what it is called in the file that is written */
    String selectedAs(String stored) {
        return expression + " AS " + Sql.identifier(stored);
    }
}
