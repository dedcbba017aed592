package dev.millrace.validation.rule;

import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Counts;
import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import dev.millrace.validation.rule.ColumnStatistics.Numbers;
import dev.millrace.validation.rule.ColumnStatistics.Texts;
import dev.millrace.validation.rule.ColumnStatistics.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Columns as the profile would describe them. */
final class Columns {

    private Columns() {}

    static Statistics version(long rows, ColumnStatistics... columns) {
        return new Statistics(rows, List.of(columns));
    }

    /** A whole number that takes a hundred values. */
    static ColumnStatistics amount(long count, long missing, long negatives) {
        var numbers = new Numbers(
                BigDecimal.valueOf(negatives > 0 ? -5 : 0),
                BigDecimal.valueOf(100),
                50.0,
                10.0,
                List.of(),
                true,
                0,
                negatives,
                null);
        return new ColumnStatistics(
                "amount",
                ColumnType.INTEGER,
                new Counts(count, missing, Math.min(count, 100), true, 0),
                Values.of(numbers),
                List.of(),
                Conformity.FULL);
    }

    static ColumnStatistics key(long count, long distinct) {
        var numbers = new Numbers(BigDecimal.ONE, BigDecimal.valueOf(count), 50.0, 10.0, List.of(), true, 0, 0, null);
        return new ColumnStatistics(
                "id",
                ColumnType.INTEGER,
                new Counts(count, 0, distinct, true, 0),
                Values.of(numbers),
                List.of(),
                Conformity.FULL);
    }

    /** A text of these values, all equally frequent. */
    static ColumnStatistics texts(long count, String... values) {
        return new ColumnStatistics(
                "text",
                ColumnType.STRING,
                new Counts(count, 0, values.length, true, 0),
                Values.of(new Texts(1, 20, 7)),
                Stream.of(values)
                        .map(value -> new Frequency(value, count / values.length))
                        .toList(),
                Conformity.FULL);
    }

    /** A text of so many values, all equally frequent. */
    static ColumnStatistics kind(long count, int distinct, Conformity conformity) {
        var top = IntStream.range(0, Math.min(distinct, 100))
                .mapToObj(i -> new Frequency("value" + i, count / distinct))
                .toList();
        return new ColumnStatistics(
                "kind",
                ColumnType.STRING,
                new Counts(count, 0, distinct, true, 0),
                Values.of(new Texts(6, 8, 7)),
                top,
                conformity);
    }
}
