package dev.millrace.validation.dataset.duckdb;

import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Texts;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Asks a column of text. */
record TextQuestion(ProfiledColumn column) implements Question {

    @Override
    public List<String> values() {
        return List.of(
                column.as(column.sql(), "r"),
                column.as("nullif(%s, '')".formatted(column.sql()), "v"),
                column.as("length(nullif(%s, ''))".formatted(column.sql()), "l"));
    }

    @Override
    public List<String> expressions() {
        String value = column.named("v");
        String length = column.named("l");
        Stream<String> always = Stream.of(
                "count(%s)".formatted(value),
                column.distinct(value),
                "min(%s)".formatted(length),
                "max(%s)".formatted(length),
                "avg(%s)".formatted(length));
        return Stream.of(always, column.unreadable(), outside(value))
                .flatMap(expressions -> expressions)
                .toList();
    }

    private Stream<String> outside(String value) {
        int known = parameters().size();
        return known == 0
                ? Stream.of()
                : Stream.of(
                        "count_if(%s NOT IN (%s))".formatted(value, String.join(",", Collections.nCopies(known, "?"))));
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
        Conformity conformity =
                new Conformity(column.readUnreadable(answer), parameters().isEmpty() ? 0 : answer.number(), 0, 0);
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
