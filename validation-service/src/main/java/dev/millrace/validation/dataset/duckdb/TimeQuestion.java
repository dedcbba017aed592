package dev.millrace.validation.dataset.duckdb;

import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Times;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Asks a column of dates or times. */
record TimeQuestion(ProfiledColumn column) implements Question {

    @Override
    public List<String> values() {
        return List.of(
                column.as(column.sql(), "r"),
                column.as("CASE WHEN isfinite(%1$s) THEN %1$s END".formatted(column.sql()), "v"));
    }

    @Override
    public List<String> expressions() {
        String format = column.type() == ColumnType.DATE ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S";
        String value = column.named("v");
        Stream<String> always = Stream.of(
                "count(%s)".formatted(value),
                column.distinct(value),
                "strftime(min(%s), '%s')".formatted(value, format),
                "strftime(max(%s), '%s')".formatted(value, format));
        return Stream.concat(always, column.unreadable()).toList();
    }

    @Override
    public List<String> parameters() {
        return List.of();
    }

    @Override
    public ColumnStatistics read(Answer answer, long rows) throws SQLException {
        long count = answer.number();
        long distinct = answer.number();
        String min = answer.text();
        String max = answer.text();
        Conformity conformity = new Conformity(column.readUnreadable(answer), 0, 0, 0);
        return new ColumnStatistics(
                column.name(),
                column.type(),
                count,
                rows - count,
                distinct,
                column.countsExactly(),
                0,
                null,
                null,
                min == null || max == null ? null : new Times(min, max),
                null,
                List.of(),
                conformity);
    }
}
