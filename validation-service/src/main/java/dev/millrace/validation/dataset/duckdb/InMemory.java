package dev.millrace.validation.dataset.duckdb;

import dev.millrace.datasets.ColumnData;
import dev.millrace.datasets.ColumnType;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.ColumnStatistics;
import dev.millrace.validation.rule.ColumnStatistics.Conformity;
import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import dev.millrace.validation.rule.ColumnStatistics.Numbers;
import dev.millrace.validation.rule.ColumnStatistics.Quantile;
import dev.millrace.validation.rule.ColumnStatistics.Texts;
import dev.millrace.validation.rule.ColumnStatistics.Times;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts a short column here, with the same outcome as asking DuckDB: for few rows a statement costs less to run than to
 * plan, and the plan grows with every column.
 */
record InMemory(ColumnData data, @Nullable ColumnSchema demand) {

    private static final double SUMMABLE = 1e150;
    private static final int YEAR_DIGITS = 4;
    private static final DateTimeFormatter SPELLED = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    /** Values that would have to be read as another type are left to DuckDB, and times before year 0 or after 9999. */
    static boolean canCount(ProfiledColumn column, ColumnData data) {
        return switch (column.type()) {
            case BOOLEAN, INTEGER, DOUBLE, STRING -> !column.isOfOtherType();
            case DATE, TIMESTAMP ->
                !column.isOfOtherType()
                        && Arrays.stream(data.strings())
                                .filter(Objects::nonNull)
                                .allMatch(time -> time.charAt(YEAR_DIGITS) == '-');
        };
    }

    ColumnStatistics statistics() {
        return switch (data.type()) {
            case INTEGER, DOUBLE -> numbers();
            case STRING -> texts();
            case BOOLEAN -> truths();
            case DATE, TIMESTAMP -> times();
        };
    }

    private ColumnStatistics numbers() {
        double[] values = data.doubles();
        double[] finite =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        long infinite = Arrays.stream(values).filter(Double::isInfinite).count();
        ColumnSchema.Range range = demand == null ? null : demand.range();
        Conformity conformity = range == null
                ? Conformity.FULL
                : new Conformity(
                        0,
                        0,
                        Arrays.stream(finite).filter(v -> v < range.min()).count(),
                        Arrays.stream(finite).filter(v -> v > range.max()).count());
        return column(
                finite.length + infinite, distinct(finite), infinite, described(finite), null, null, null, conformity);
    }

    /** Whole numbers are told apart with all their digits. */
    private long distinct(double[] sorted) {
        if (data.type() == ColumnType.INTEGER) {
            Set<Long> seen = new HashSet<>();
            long[] values = data.longs();
            for (int row = 0; row < values.length; row++) {
                if (!data.isNull(row)) {
                    seen.add(values[row]);
                }
            }
            return seen.size();
        }
        return Arrays.stream(sorted).map(value -> value + 0.0).distinct().count();
    }

    private static @Nullable Numbers described(double[] sorted) {
        if (sorted.length == 0) {
            return null;
        }
        double[] summable =
                Arrays.stream(sorted).filter(v -> Math.abs(v) <= SUMMABLE).toArray();
        Double mean = summable.length == 0 ? null : Arrays.stream(summable).sum() / summable.length;
        return new Numbers(
                sorted[0],
                sorted[sorted.length - 1],
                mean,
                mean == null ? null : deviation(summable, mean),
                NumberQuestion.QUANTILES.stream()
                        .map(p -> new Quantile(p, quantile(sorted, p)))
                        .toList(),
                true,
                Arrays.stream(sorted).filter(v -> v == 0).count(),
                Arrays.stream(sorted).filter(v -> v < 0).count());
    }

    private static @Nullable Double deviation(double[] values, double mean) {
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? null : Math.sqrt(squares / (values.length - 1));
    }

    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        double low = sorted[below];
        double high = sorted[Math.min(below + 1, sorted.length - 1)];
        return low + (position - below) * (high - low);
    }

    private ColumnStatistics texts() {
        String[] values = Arrays.stream(data.strings())
                .filter(Objects::nonNull)
                .filter(value -> !value.isEmpty())
                .toArray(String[]::new);
        var lengths = Arrays.stream(values)
                .mapToLong(value -> value.codePointCount(0, value.length()))
                .summaryStatistics();
        ColumnSchema.Domain domain = demand == null ? null : demand.domain();
        Set<String> known = domain == null ? Set.of() : Set.copyOf(domain.values());
        long outside = known.isEmpty()
                ? 0
                : Arrays.stream(values).filter(value -> !known.contains(value)).count();
        return column(
                values.length,
                Arrays.stream(values).distinct().count(),
                0,
                null,
                values.length == 0 ? null : new Texts(lengths.getMin(), lengths.getMax(), lengths.getAverage()),
                null,
                null,
                new Conformity(0, outside, 0, 0));
    }

    private ColumnStatistics truths() {
        long[] values = data.longs();
        long count = (long) data.rows() - data.nullCount();
        long yes = Arrays.stream(values).sum();
        long distinct = Stream.of(yes > 0, yes < count).filter(seen -> seen).count();
        return column(count, distinct, 0, null, null, null, count == 0 ? null : (double) yes / count, Conformity.FULL);
    }

    /** With years of four digits, times in ISO 8601 have the order of their texts. */
    private ColumnStatistics times() {
        String[] values =
                Arrays.stream(data.strings()).filter(Objects::nonNull).sorted().toArray(String[]::new);
        Times times = values.length == 0 ? null : new Times(toSeconds(values[0]), toSeconds(values[values.length - 1]));
        return column(
                values.length, Arrays.stream(values).distinct().count(), 0, null, null, times, null, Conformity.FULL);
    }

    private String toSeconds(String time) {
        return data.type() == ColumnType.DATE
                ? time
                : LocalDateTime.parse(time)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    private ColumnStatistics column(
            long count,
            long distinct,
            long infinite,
            @Nullable Numbers numbers,
            @Nullable Texts texts,
            @Nullable Times times,
            @Nullable Double trueShare,
            Conformity conformity) {
        var column = new ColumnStatistics(
                data.name(),
                data.type(),
                count,
                data.rows() - count,
                distinct,
                true,
                infinite,
                numbers,
                texts,
                times,
                trueShare,
                List.of(),
                conformity);
        return Frequencies.repeats(column) ? column.withTop(mostFrequent()) : column;
    }

    /** Values are told apart before they are spelled: most come again. */
    private List<Frequency> mostFrequent() {
        Map<String, Long> counts = new HashMap<>();
        for (String value : data.strings()) {
            if (value != null && !value.isEmpty()) {
                counts.merge(value, 1L, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map(entry -> new Frequency(spelled(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparingLong(Frequency::count).reversed().thenComparing(Frequency::value))
                .limit(Frequencies.VALUES)
                .map(frequency -> new Frequency(Frequencies.shortened(frequency.value()), frequency.count()))
                .toList();
    }

    /** As DuckDB writes a value. */
    private String spelled(String value) {
        return switch (data.type()) {
            case TIMESTAMP -> LocalDateTime.parse(value).format(SPELLED);
            case DOUBLE -> spell(Double.parseDouble(value));
            case BOOLEAN, INTEGER, STRING, DATE -> value;
        };
    }

    private static String spell(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (value == 0 || (exponent >= -4 && exponent < 16)) {
            String plain = (1 / value == Double.NEGATIVE_INFINITY ? "-" : "") + exact.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = exact.scaleByPowerOfTen(-exponent).toPlainString();
        return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
