package dev.millrace.validation.dataset.duckdb;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Sql;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the most frequent values of the columns that have few, or text that repeats. */
record Frequencies(DatasetSession session) {

    static final int VALUES = 100;
    private static final int VALUE_LENGTH = 200;

    List<ColumnStatistics> addTo(List<ColumnStatistics> columns) {
        String statement = columns.stream()
                .filter(Frequencies::repeats)
                .map(column -> "(" + mostFrequent(column, columns.indexOf(column)) + ")")
                .collect(Collectors.joining(" UNION ALL "));
        if (statement.isEmpty()) {
            return columns;
        }
        Map<Integer, List<Frequency>> found = new HashMap<>();
        session.query(
                statement + " ORDER BY 1, 3 DESC, 2",
                row -> found.computeIfAbsent(row.getInt(1), column -> new ArrayList<>())
                        .add(new Frequency(row.getString(2), row.getLong(3))));
        List<ColumnStatistics> all = new ArrayList<>(columns);
        found.forEach((index, frequencies) -> all.set(index, all.get(index).withTop(frequencies)));
        return all;
    }

    static boolean repeats(ColumnStatistics column) {
        boolean text = column.type() == ColumnType.STRING;
        return column.distinct() > 0
                && (column.distinct() <= VALUES || (text && column.distinct() <= column.count() / 2));
    }

    static String shortened(String value) {
        return value.codePointCount(0, value.length()) <= VALUE_LENGTH
                ? value
                : value.substring(0, value.offsetByCodePoints(0, VALUE_LENGTH));
    }

    private static String mostFrequent(ColumnStatistics column, int index) {
        return """
                SELECT %d, left(v, %d), n FROM (
                    SELECT CAST(%s AS VARCHAR) AS v, count(*) AS n FROM data GROUP BY 1)
                WHERE v <> '' ORDER BY n DESC, v LIMIT %d""".formatted(index, VALUE_LENGTH, Sql.identifier(column.name()), VALUES);
    }
}
