package dev.millrace.validation.dataset.duckdb;

import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import java.sql.SQLException;
import java.util.List;

/** Asks a column of truth values. */
record TruthQuestion(ProfiledColumn column) implements Question {

    @Override
    public List<String> expressions() {
        return List.of(
                "count(%s)".formatted(column.sql()),
                "count(DISTINCT %s)".formatted(column.sql()),
                "count(*) FILTER (%s)".formatted(column.sql()),
                column.unreadable());
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
        Conformity conformity = new Conformity(answer.number(), 0, 0, 0);
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
