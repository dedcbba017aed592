package dev.millrace.validation.dataset.duckdb;

import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Asks a column of truth values. */
record TruthQuestion(ProfiledColumn column) implements Question {

    @Override
    public List<String> values() {
        return List.of(column.as(column.sql(), "r"));
    }

    @Override
    public List<String> expressions() {
        String value = column.named("r");
        Stream<String> always = Stream.of(
                "count(%s)".formatted(value), "count(DISTINCT %s)".formatted(value), "count_if(%s)".formatted(value));
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
        long yes = answer.number();
        Conformity conformity = new Conformity(column.readUnreadable(answer), 0, 0, 0);
        return new ColumnStatistics(
                column.name(),
                column.type(),
                count,
                rows - count,
                distinct,
                true,
                0,
                null,
                null,
                null,
                count == 0 ? null : (double) yes / count,
                List.of(),
                conformity);
    }
}
