package dev.millrace.validation.dataset.duckdb;

import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.ColumnSchema;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A column to profile.
 *
 * @param position tells the names of its values from those of other columns
 * @param sql expression of the column's value, of the type's SQL type
 * @param demand what the schema says of it; null where it says nothing
 * @param exact whether distinct values and quantiles may be counted one by one
 */
record ProfiledColumn(
        int position,
        String name,
        ColumnType type,
        String sql,
        @Nullable ColumnSchema demand,
        boolean exact) {

    /** An expression under a name of this column. */
    String as(String expression, String letter) {
        return "%s AS %s".formatted(expression, named(letter));
    }

    String named(String letter) {
        return letter + position;
    }

    String distinct(String value) {
        return countsExactly() ? "count(DISTINCT %s)".formatted(value) : "approx_count_distinct(%s)".formatted(value);
    }

    /** Keys are always counted exactly: a rule hangs on it. */
    boolean countsExactly() {
        return exact || (demand != null && demand.repeated() != null);
    }

    /** Whether values have to be read as the schema's type to be judged. */
    boolean isOfOtherType() {
        ColumnType demanded = demand == null ? null : demand.type();
        return demanded != null && demanded != type && demanded != ColumnType.STRING;
    }

    /** The values that do not read as the schema's type; only where they have to be read. */
    Stream<String> unreadable() {
        ColumnType demanded = demand == null ? null : demand.type();
        if (demanded == null || !isOfOtherType()) {
            return Stream.of();
        }
        return Stream.of(
                "count_if(nullif(CAST(%1$s AS VARCHAR), '') IS NOT NULL AND TRY_CAST(CAST(%1$s AS VARCHAR) AS %2$s) IS NULL)"
                        .formatted(named("r"), demanded.sql()));
    }

    long readUnreadable(Answer answer) throws SQLException {
        return isOfOtherType() ? answer.number() : 0;
    }
}
