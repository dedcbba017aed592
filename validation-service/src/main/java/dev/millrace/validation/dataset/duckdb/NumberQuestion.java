package dev.millrace.validation.dataset.duckdb;

import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Numbers;
import dev.millrace.validation.rule.ColumnStatistics.Quantile;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Asks a column of whole or real numbers. */
record NumberQuestion(ProfiledColumn column) implements Question {

    private static final List<Double> QUANTILES = List.of(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99);

    @Override
    public List<String> expressions() {
        boolean real = column.type() == ColumnType.DOUBLE;
        String value = real ? "CASE WHEN isfinite(%1$s) THEN %1$s END".formatted(column.sql()) : column.sql();
        String summable =
                "CASE WHEN abs(CAST(%1$s AS DOUBLE)) <= 1e150 THEN CAST(%1$s AS DOUBLE) END".formatted(column.sql());
        return List.of(
                "count(%s)".formatted(value),
                real ? "count(*) FILTER (isinf(%s))".formatted(column.sql()) : "0",
                column.distinct(value),
                "min(%s)".formatted(value),
                "max(%s)".formatted(value),
                "favg(%s)".formatted(summable),
                "stddev_samp(%s)".formatted(summable),
                (column.exact() ? "quantile_cont(%s, %s)" : "approx_quantile(%s, %s)").formatted(value, QUANTILES),
                "count(*) FILTER (%s = 0)".formatted(value),
                "count(*) FILTER (%s < 0)".formatted(value),
                column.unreadable(),
                outside(value, "<", ColumnSchema.Range::min),
                outside(value, ">", ColumnSchema.Range::max));
    }

    private String outside(String value, String than, ToDoubleFunction<ColumnSchema.Range> bound) {
        ColumnSchema demand = column.demand();
        ColumnSchema.Range range = demand == null ? null : demand.range();
        return range == null
                ? "0"
                : "count(*) FILTER (%s %s CAST('%s' AS DOUBLE))".formatted(value, than, bound.applyAsDouble(range));
    }

    @Override
    public List<String> parameters() {
        return List.of();
    }

    @Override
    public ColumnStatistics read(Answer answer, long rows) throws SQLException {
        long finite = answer.number();
        long infinite = answer.number();
        long distinct = answer.number();
        Numbers numbers = numbers(answer);
        Conformity conformity = new Conformity(answer.number(), 0, answer.number(), answer.number());
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
