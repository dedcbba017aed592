package dev.millrace.validation.dataset.duckdb;

import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Numbers;
import dev.millrace.validation.rule.ColumnStatistics.Quantile;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks a column of whole or real numbers. */
record NumberQuestion(ProfiledColumn column) implements Question {

    static final List<Double> QUANTILES = List.of(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99);

    @Override
    public List<String> values() {
        return isReal()
                ? List.of(
                        column.as(column.sql(), "r"),
                        column.as("CASE WHEN isfinite(%1$s) THEN %1$s END".formatted(column.sql()), "v"),
                        column.as("CASE WHEN abs(%1$s) <= 1e150 THEN %1$s END".formatted(column.sql()), "m"))
                : List.of(column.as(column.sql(), "r"), column.as(column.sql(), "v"));
    }

    private boolean isReal() {
        return column.type() == ColumnType.DOUBLE;
    }

    @Override
    public List<String> expressions() {
        String value = column.named("v");
        String summable = column.named(isReal() ? "m" : "v");
        Stream<String> always = Stream.of(
                "count(%s)".formatted(value),
                column.distinct(value),
                "min(%s)".formatted(value),
                "max(%s)".formatted(value),
                "favg(%s)".formatted(summable),
                "stddev_samp(%s)".formatted(summable),
                (column.exact() ? "quantile_cont(%s, %s)" : "approx_quantile(%s, %s)").formatted(value, QUANTILES),
                "count_if(%s = 0)".formatted(value),
                "count_if(%s < 0)".formatted(value));
        Stream<String> infinite =
                isReal() ? Stream.of("count_if(isinf(%s))".formatted(column.named("r"))) : Stream.of();
        return Stream.of(always, infinite, column.unreadable(), outside(value))
                .flatMap(expressions -> expressions)
                .toList();
    }

    private Stream<String> outside(String value) {
        ColumnSchema.Range range = range();
        return range == null
                ? Stream.of()
                : Stream.of(
                        "count_if(%s < CAST('%s' AS DOUBLE))".formatted(value, range.min()),
                        "count_if(%s > CAST('%s' AS DOUBLE))".formatted(value, range.max()));
    }

    private ColumnSchema.@Nullable Range range() {
        ColumnSchema demand = column.demand();
        return demand == null ? null : demand.range();
    }

    @Override
    public List<String> parameters() {
        return List.of();
    }

    @Override
    public ColumnStatistics read(Answer answer, long rows) throws SQLException {
        long finite = answer.number();
        long distinct = answer.number();
        Numbers numbers = numbers(answer);
        long infinite = isReal() ? answer.number() : 0;
        Conformity conformity = conformity(answer);
        long count = finite + infinite;
        return new ColumnStatistics(
                column.name(),
                column.type(),
                count,
                rows - count,
                distinct,
                column.countsExactly(),
                infinite,
                numbers,
                null,
                null,
                null,
                List.of(),
                conformity);
    }

    private Conformity conformity(Answer answer) throws SQLException {
        long unreadable = column.readUnreadable(answer);
        return range() == null
                ? new Conformity(unreadable, 0, 0, 0)
                : new Conformity(unreadable, 0, answer.number(), answer.number());
    }

    private @Nullable Numbers numbers(Answer answer) throws SQLException {
        Double min = answer.decimal();
        Double max = answer.decimal();
        Double mean = answer.decimal();
        Double deviation = answer.decimal();
        List<Quantile> quantiles = quantiles(answer.decimals());
        long zeros = answer.number();
        long negatives = answer.number();
        return min == null || max == null
                ? null
                : new Numbers(min, max, mean, deviation, quantiles, column.exact(), zeros, negatives);
    }

    private static List<Quantile> quantiles(List<Double> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> new Quantile(QUANTILES.get(i), values.get(i)))
                .toList();
    }
}
