package dev.millrace.console.data;

import dev.millrace.console.chart.Histogram;
import dev.millrace.console.chart.Numbers;
import dev.millrace.console.chart.Plot;
import dev.millrace.console.data.DataAnswers.Binned;
import dev.millrace.console.data.DataAnswers.Column;
import dev.millrace.console.data.DataAnswers.Finding;
import dev.millrace.console.data.DataAnswers.Quantile;
import dev.millrace.console.data.DataAnswers.Top;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One column of a version, beside the same column of another.
 *
 * @param column null where only the other version has it
 * @param other null where only this version has it, or where there is none to compare with
 * @param rows of each version, for shares
 */
record ColumnRow(@Nullable Column column, @Nullable Column other, Rows rows, List<Finding> findings, boolean compared) {

    private static final int NAMED = 12;
    private static final int TOLD = 3;
    private static final double MIDDLE = 0.5;

    /** @param otherVersion 0 where there is none */
    record Rows(long version, long rows, long otherVersion, long otherRows) {}

    ColumnRow {
        findings = List.copyOf(findings);
    }

    private Column any() {
        return Objects.requireNonNull(column == null ? other : column);
    }

    public String name() {
        return any().name();
    }

    public String type() {
        return any().type();
    }

    public boolean added() {
        return compared && other == null;
    }

    public boolean gone() {
        return column == null;
    }

    /** The worst that was found of it, as a mark; null where nothing was. */
    public @Nullable String severity() {
        return findings.isEmpty() ? null : findings.stream().anyMatch(Finding::blocks) ? "bad" : "attention";
    }

    public @Nullable Double missing() {
        return share(column, rows.rows());
    }

    public @Nullable Double otherMissing() {
        return share(other, rows.otherRows());
    }

    private static @Nullable Double share(@Nullable Column of, long rows) {
        return of == null || rows == 0 ? null : of.missing() / (double) rows;
    }

    /** Its values in a few words. */
    public String summary() {
        var shown = column;
        if (shown == null) {
            return Numbers.NONE;
        }
        if (shown.numbers() != null) {
            return Numbers.value(shown.numbers().min()) + " · " + median(shown.numbers()) + " · "
                    + Numbers.value(shown.numbers().max());
        }
        if (shown.times() != null) {
            return shown.times().min() + " · " + shown.times().max();
        }
        return shown.top().stream()
                .limit(TOLD)
                .map(top -> top.value() + " "
                        + Numbers.share(shown.count() == 0 ? null : top.count() / (double) shown.count()))
                .collect(Collectors.joining(", "));
    }

    private static String median(DataAnswers.Numbers numbers) {
        return numbers.quantiles().stream()
                .filter(quantile -> quantile.p() == MIDDLE)
                .findFirst()
                .map(quantile -> Numbers.value(quantile.value()))
                .orElse(Numbers.NONE);
    }

    /** Its shape; null where it has too little to draw. */
    public @Nullable Plot small() {
        var histogram = histogram();
        return histogram == null || histogram.bins().size() < 2 ? null : histogram.small();
    }

    public @Nullable Plot large() {
        var histogram = histogram();
        return histogram == null ? null : histogram.plot();
    }

    private @Nullable Histogram histogram() {
        var shown = column;
        if (shown == null) {
            return null;
        }
        if (shown.histogram() != null) {
            return ofNumbers(shown.histogram());
        }
        return shown.numbers() == null && !shown.top().isEmpty() ? ofNames(shown) : null;
    }

    private Histogram ofNumbers(Binned binned) {
        var compare = other == null ? null : other.histogram();
        var sameBins = compare != null && compare.edges().equals(binned.edges()) ? counts(compare.counts()) : null;
        return new Histogram(
                name(),
                name(),
                "values",
                Histogram.names(binned.edges()),
                binned.edges(),
                new Histogram.Counts("version " + rows.version(), binned.counts()),
                sameBins);
    }

    private Histogram ofNames(Column shown) {
        var names = shown.top().stream().limit(NAMED).map(Top::value).toList();
        return new Histogram(
                name() + (shown.distinct() > names.size() ? ": the most frequent values" : ""),
                name(),
                "these values",
                names,
                List.of(),
                new Histogram.Counts(
                        "version " + rows.version(),
                        shown.top().stream().limit(NAMED).map(Top::count).toList()),
                other == null
                        ? null
                        : counts(names.stream().map(this::otherCount).toList()));
    }

    private long otherCount(String value) {
        return Objects.requireNonNull(other).top().stream()
                .filter(top -> top.value().equals(value))
                .mapToLong(Top::count)
                .findFirst()
                .orElse(0);
    }

    private Histogram.Counts counts(List<Long> counts) {
        return new Histogram.Counts("version " + rows.otherVersion(), counts);
    }

    /** Both versions' most frequent values, where it is no column of numbers. */
    public List<TopRow> tops() {
        return column == null || column.numbers() != null ? List.of() : TopRow.of(column, other);
    }

    /** @param other null where there is nothing to compare with */
    record QuantileRow(
            String quantile, double value, @Nullable Double other) {}

    /** Both versions' quantiles, where it is a column of numbers. */
    public List<QuantileRow> quantiles() {
        var shown = column;
        if (shown == null || shown.numbers() == null) {
            return List.of();
        }
        return shown.numbers().quantiles().stream()
                .map(quantile ->
                        new QuantileRow(Numbers.share(quantile.p()), quantile.value(), otherQuantile(quantile)))
                .toList();
    }

    private @Nullable Double otherQuantile(Quantile wanted) {
        return other == null || other.numbers() == null
                ? null
                : other.numbers().quantiles().stream()
                        .filter(quantile -> quantile.p() == wanted.p())
                        .map(Quantile::value)
                        .findFirst()
                        .orElse(null);
    }
}
