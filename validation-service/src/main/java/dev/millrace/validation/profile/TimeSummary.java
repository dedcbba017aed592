package dev.millrace.validation.profile;

import dev.millrace.datasets.Chunk;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Counts;
import dev.millrace.validation.rule.ColumnStatistics.Times;
import dev.millrace.validation.rule.ColumnStatistics.Values;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sums up dates, given in days, or times, given in microseconds, since 1970. */
final class TimeSummary extends ColumnSummary {

    private static final long MICROS = 1_000_000;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter SPELLED = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private final OrderedValues values = new OrderedValues(key -> key);
    private long count;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    TimeSummary(Column column, @Nullable ColumnSchema demand) {
        super(column, demand);
    }

    @Override
    void addValue(Chunk chunk, int position, int row) {
        long value = chunk.whole(position, row);
        count++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        values.add(value);
    }

    @Override
    public ColumnStatistics statistics() {
        long distinct = values.distinct();
        return new ColumnStatistics(
                column().name(),
                column().type(),
                new Counts(count, rows() - count, distinct, values.isExact() || distinct <= Frequencies.VALUES, 0),
                Values.of(count == 0 ? null : new Times(format(min, SECONDS), format(max, SECONDS))),
                Frequencies.few(values, key -> format(key, SPELLED), Stream.of()),
                new Conformity(unreadable(), 0, 0, 0));
    }

    private String format(long value, DateTimeFormatter times) {
        return column().type() == ColumnType.DATE
                ? LocalDate.ofEpochDay(value).toString()
                : LocalDateTime.ofEpochSecond(
                                Math.floorDiv(value, MICROS),
                                Math.toIntExact(Math.floorMod(value, MICROS) * 1000),
                                ZoneOffset.UTC)
                        .format(times);
    }
}
