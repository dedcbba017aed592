package dev.millrace.console.data;

import dev.millrace.console.data.DataAnswers.Column;
import dev.millrace.console.data.DataAnswers.Top;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often a value stands in a column, beside the same column of another version.
 *
 * @param count null where it is rarer than the values that are counted
 * @param share of the values that are not missing
 * @param otherShare null where nothing is compared, or as {@code count}
 */
record TopRow(
        String value,
        @Nullable Long count,
        @Nullable Double share,
        @Nullable Double otherShare) {

    private static final int SHOWN = 20;

    /** The most frequent values of the column, then those of the other that it does not name at all. */
    static List<TopRow> of(Column column, @Nullable Column other) {
        var own = column.top().stream().limit(SHOWN).map(Top::value);
        var others = other == null
                ? Stream.<String>empty()
                : other.top().stream().limit(SHOWN).map(Top::value).filter(value -> named(column, value) == null);
        return Stream.concat(own, others)
                .map(value -> row(column, other, value))
                .toList();
    }

    private static TopRow row(Column column, @Nullable Column other, String value) {
        return new TopRow(
                value, count(column, value), share(column, value), other == null ? null : share(other, value));
    }

    private static @Nullable Double share(Column of, String value) {
        var count = count(of, value);
        return count == null || of.count() == 0 ? null : count / (double) of.count();
    }

    /** A value that is not named is known to be absent only where all values are named. */
    private static @Nullable Long count(Column of, String value) {
        var named = named(of, value);
        boolean all = of.distinctExact() && of.top().size() >= of.distinct();
        return named == null && all ? Long.valueOf(0) : named;
    }

    private static @Nullable Long named(Column of, String value) {
        return of.top().stream()
                .filter(top -> top.value().equals(value))
                .map(Top::count)
                .findFirst()
                .orElse(null);
    }

    /** By how much its share differs; null where one of them is not known. */
    public @Nullable Double difference() {
        return share == null || otherShare == null ? null : share - otherShare;
    }
}
