package dev.millrace.training.learn.rows;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.pipelines.FeedbackColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All columns of {@code data} but those that tell where a row is from, read as the dataset's schema says. Parts with other
 * types, such as one where a single value is no number, must not make a column text for every run to come.
 *
 * @param query in SQL
 * @param columns as the query gives them
 * @param identifiers of the columns in SQL, by name
 */
record TypedSql(String query, List<Column> columns, Map<String, String> identifiers) {

    TypedSql {
        columns = List.copyOf(columns);
        identifiers = Map.copyOf(identifiers);
    }

    /** @param types by name; columns that are not in it stay as they are */
    static TypedSql of(DatasetSession session, Map<String, ColumnType> types) {
        var columns = new ArrayList<Column>();
        var casts = new ArrayList<String>();
        var leftOut = new ArrayList<String>();
        var identifiers = new HashMap<String, String>();
        for (var column : session.columns()) {
            var name = session.identifier(column.name());
            if (FeedbackColumns.contain(column.name())) {
                leftOut.add(name);
                continue;
            }
            identifiers.put(column.name(), name);
            var type = wanted(column.type(), types.getOrDefault(column.name(), column.type()));
            columns.add(new Column(column.name(), type));
            if (type != column.type()) {
                casts.add("TRY_CAST(" + name + " AS " + type.sql() + ") AS " + name);
            }
        }
        var query = "SELECT *" + clause("EXCLUDE", leftOut) + clause("REPLACE", casts) + " FROM data";
        return new TypedSql(query, columns, identifiers);
    }

    private static String clause(String keyword, List<String> items) {
        return items.isEmpty() ? "" : " %s (%s)".formatted(keyword, String.join(", ", items));
    }

    /** Numbers are numbers: a whole one that has got a fraction is not rounded. */
    private static ColumnType wanted(ColumnType stored, ColumnType schema) {
        boolean number = schema == ColumnType.INTEGER || schema == ColumnType.DOUBLE;
        if (number) {
            return stored == ColumnType.INTEGER ? ColumnType.INTEGER : ColumnType.DOUBLE;
        }
        return schema;
    }
}
