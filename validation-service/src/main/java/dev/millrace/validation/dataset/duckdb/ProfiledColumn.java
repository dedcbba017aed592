package dev.millrace.validation.dataset.duckdb;

import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.ColumnSchema;
import org.jspecify.annotations.Nullable;

/**
 * A column to profile.
 *
 * @param sql expression of the column's value, of the type's SQL type
 * @param demand what the schema says of it; null where it says nothing
 * @param exact whether distinct values and quantiles may be counted one by one
 */
record ProfiledColumn(
        String name, ColumnType type, String sql, @Nullable ColumnSchema demand, boolean exact) {

    String distinct(String value) {
        return countsExactly() ? "count(DISTINCT %s)".formatted(value) : "approx_count_distinct(%s)".formatted(value);
    }

    /** Keys are always counted exactly: a rule hangs on it. */
    boolean countsExactly() {
        return exact || (demand != null && demand.repeated() != null);
    }

    /** The values that do not read as the schema's type. */
    String unreadable() {
        ColumnType demanded = demand == null ? null : demand.type();
        if (demanded == null || demanded == type || demanded == ColumnType.STRING) {
            return "0";
        }
        return "count(*) FILTER (nullif(CAST(%1$s AS VARCHAR), '') IS NOT NULL AND TRY_CAST(CAST(%1$s AS VARCHAR) AS %2$s) IS NULL)"
                .formatted(sql, demanded.sql());
    }
}
