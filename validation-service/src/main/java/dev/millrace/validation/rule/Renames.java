package dev.millrace.validation.rule;

import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import dev.millrace.validation.rule.ColumnStatistics.Numbers;
import dev.millrace.validation.rule.ColumnStatistics.Quantile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Guesses that a column has another name now: by a name that differs in case only, or by values that are distributed alike. */
final class Renames {

    /** How far apart shares of values may be for distributions to be alike. */
    private static final double ALIKE = 0.1;

    private static final int TELLING_VALUES = 3;

    private Renames() {}

    /** For columns of the schema that are gone, where exactly one new column could be theirs. */
    static List<Finding> guess(Schema schema, Statistics previous, Statistics observed) {
        var fresh = observed.columns().stream()
                .filter(column -> schema.column(column.name()).isEmpty())
                .toList();
        return schema.columns().stream()
                .filter(column -> observed.column(column.name()).isEmpty())
                .flatMap(column -> previous.column(column.name()).stream())
                .flatMap(gone -> guess(gone, fresh))
                .toList();
    }

    private static Stream<Finding> guess(ColumnStatistics gone, List<ColumnStatistics> fresh) {
        var byName = fresh.stream()
                .filter(column ->
                        column.name().strip().equalsIgnoreCase(gone.name().strip()))
                .toList();
        var candidates = byName.isEmpty()
                ? fresh.stream().filter(column -> alike(gone, column)).toList()
                : byName;
        return candidates.size() == 1
                ? Stream.of(new Finding(
                        Finding.Code.RENAMED_COLUMN,
                        gone.name(),
                        "perhaps it is called %s now, which is new and looks alike"
                                .formatted(Quoted.text(candidates.getFirst().name())),
                        "present",
                        Severity.WARN))
                : Stream.of();
    }

    private static boolean alike(ColumnStatistics one, ColumnStatistics other) {
        if (one.type() != other.type()
                || one.counts().distinct() < TELLING_VALUES
                || Math.abs(one.counts().missingShare() - other.counts().missingShare()) > ALIKE) {
            return false;
        }
        var numbers = one.values().numbers();
        var others = other.values().numbers();
        if (!one.top().isEmpty() && !other.top().isEmpty()) {
            return apart(one, other) <= ALIKE;
        }
        return numbers != null && others != null && apart(numbers, others) <= ALIKE;
    }

    /** Total variation of the most frequent values. */
    private static double apart(ColumnStatistics one, ColumnStatistics other) {
        var shares = shares(one);
        var others = shares(other);
        var all = Stream.concat(shares.keySet().stream(), others.keySet().stream())
                .distinct();
        return all.mapToDouble(value -> Math.abs(Objects.requireNonNullElse(shares.get(value), 0.0)
                                - Objects.requireNonNullElse(others.get(value), 0.0)))
                        .sum()
                / 2;
    }

    private static Map<String, Double> shares(ColumnStatistics column) {
        return column.top().stream()
                .collect(Collectors.toMap(
                        Frequency::value, each -> column.counts().share(each.count()), Double::sum));
    }

    /** The largest distance between the distribution functions at the quantiles of either: Kolmogorov and Smirnov's. */
    private static double apart(Numbers one, Numbers other) {
        return Math.max(distance(one, other), distance(other, one));
    }

    private static double distance(Numbers one, Numbers other) {
        return one.quantiles().stream()
                .mapToDouble(quantile -> Math.abs(quantile.p() - share(other, quantile.value())))
                .max()
                .orElse(1);
    }

    /** The share of values up to this one, between the quantiles that are known. */
    private static double share(Numbers numbers, double value) {
        var below = new Quantile(0, numbers.min().doubleValue());
        if (value < below.value()) {
            return 0;
        }
        for (var each : numbers.quantiles()) {
            if (value <= each.value()) {
                return between(below, each, value);
            }
            below = each;
        }
        return value >= numbers.max().doubleValue()
                ? 1
                : between(below, new Quantile(1, numbers.max().doubleValue()), value);
    }

    private static double between(Quantile below, Quantile above, double value) {
        double width = above.value() - below.value();
        return width == 0 ? above.p() : below.p() + (above.p() - below.p()) * (value - below.value()) / width;
    }
}
