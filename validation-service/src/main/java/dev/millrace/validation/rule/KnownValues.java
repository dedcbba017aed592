package dev.millrace.validation.rule;

import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads out of a first version which values a category has. Only a column whose values come again and again is one: a single
 * value says nothing about the next, dates move on, and the names of numbered things are as many as there are things.
 */
final class KnownValues {

    private static final int MAX_DOMAIN = 100;
    private static final int MAX_VALUE_LENGTH = 200;
    private static final double MAX_DISTINCT_SHARE = 0.1;
    private static final double MAX_DISTINCT_SHARE_OF_MOST = 0.4;
    private static final double MOST = 0.9;

    /** Values seen once among all: Good and Turing's estimate of how likely the next value is a new one. */
    private static final double MAX_SEEN_ONCE = 0.01;

    private static final double MAX_OUTSIDE_SET = 0.5;
    private static final double EXPECTED_OUTSIDE_MOST = 0.2;

    private static final Pattern NUMBERED =
            Pattern.compile("[0-9]{4}|[0-9a-f]{8}-[0-9a-f]{4}-", Pattern.CASE_INSENSITIVE);

    private KnownValues() {}

    /** Null where the column is no category. */
    static ColumnSchema.@Nullable Domain of(ColumnStatistics seen) {
        var texts = seen.values().texts();
        if (texts == null
                || texts.maxLength() > MAX_VALUE_LENGTH
                || seen.counts().distinct() < 2
                || isOpen(seen.top())) {
            return null;
        }
        double distinctShare = seen.counts().share(seen.counts().distinct());
        if (distinctShare <= MAX_DISTINCT_SHARE && seen.counts().distinct() <= MAX_DOMAIN && comeAgain(seen)) {
            return new ColumnSchema.Domain(
                    seen.top().stream().map(Frequency::value).toList(),
                    InferSchema.tolerance(seen, 0, MAX_OUTSIDE_SET));
        }
        var most = mostOf(seen);
        return distinctShare <= MAX_DISTINCT_SHARE_OF_MOST && most.size() > 1
                ? new ColumnSchema.Domain(most, new Tolerance(EXPECTED_OUTSIDE_MOST, 1))
                : null;
    }

    private static boolean comeAgain(ColumnStatistics seen) {
        long once = seen.top().stream().filter(each -> each.count() == 1).count();
        return seen.counts().share(once) <= MAX_SEEN_ONCE;
    }

    /** Whether nearly all values are dates or numbered things. */
    private static boolean isOpen(List<Frequency> top) {
        long open = top.stream()
                .map(Frequency::value)
                .filter(value -> NUMBERED.matcher(value).find() || DateWords.areIn(value))
                .count();
        return open >= MOST * top.size();
    }

    /** The fewest values that cover most rows; empty when the most frequent ones do not. */
    private static List<String> mostOf(ColumnStatistics seen) {
        var values = new ArrayList<String>();
        long covered = 0;
        for (var frequency : seen.top()) {
            values.add(frequency.value());
            covered += frequency.count();
            if (seen.counts().share(covered) >= MOST) {
                return values;
            }
        }
        return List.of();
    }
}
