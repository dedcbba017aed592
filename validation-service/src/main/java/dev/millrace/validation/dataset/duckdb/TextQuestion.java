package dev.millrace.validation.dataset.duckdb;

import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Texts;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Asks a column of text. */
record TextQuestion(ProfiledColumn column) implements Question {

    @Override
    public List<String> expressions() {
        String value = "nullif(%s, '')".formatted(column.sql());
        return List.of(
                "count(%s)".formatted(value),
                column.distinct(value),
                "min(length(%s))".formatted(value),
                "max(length(%s))".formatted(value),
                "avg(length(%s))".formatted(value),
                column.unreadable(),
                parameters().isEmpty() ? "0" : outside(value));
    }

    private String outside(String value) {
        return "count(*) FILTER (%s NOT IN (%s))"
                .formatted(
                        value, String.join(",", Collections.nCopies(parameters().size(), "?")));
    }

    @Override
    public List<String> parameters() {
        ColumnSchema demand = column.demand();
        ColumnSchema.Domain domain = demand == null ? null : demand.domain();
        return domain == null ? List.of() : domain.values();
    }

    @Override
    public ColumnStatistics read(Answer answer, long rows) throws SQLException {
        long count = answer.number();
        long distinct = answer.number();
        long minLength = answer.number();
        long maxLength = answer.number();
        Double meanLength = answer.decimal();
        Conformity conformity = new Conformity(answer.number(), answer.number(), 0, 0);
        return new ColumnStatistics(
                column.name(),
                column.type(),
                count,
                rows - count,
                distinct,
                column.countsExactly(),
                0,
                null,
                meanLength == null ? null : new Texts(minLength, maxLength, meanLength),
                null,
                null,
                List.of(),
                conformity);
    }
}
