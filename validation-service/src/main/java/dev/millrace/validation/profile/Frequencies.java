package dev.millrace.validation.profile;

import dev.millrace.validation.rule.ColumnStatistics.Frequency;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Which values of a column are told with how often they occur. */
final class Frequencies {

    /** So many at most. */
    static final int VALUES = 100;

    private static final int VALUE_LENGTH = 200;

    private Frequencies() {}

    /** The most frequent ones first, ties by value. */
    static List<Frequency> top(Stream<Frequency> frequencies) {
        return frequencies
                .sorted(Comparator.comparingLong(Frequency::count).reversed().thenComparing(Frequency::value))
                .limit(VALUES)
                .toList();
    }

    /** All values, where they are few. */
    static List<Frequency> few(OrderedValues values, LongFunction<String> spelling, Stream<Frequency> others) {
        if (values.distinct() == 0 || values.distinct() > VALUES) {
            return List.of();
        }
        var found = Stream.<Frequency>builder();
        values.forEach((key, count) -> found.add(new Frequency(spelling.apply(key), count)));
        return top(Stream.concat(found.build(), others.filter(frequency -> frequency.count() > 0)));
    }

    static String shortened(String value) {
        return value.length() <= VALUE_LENGTH || value.codePointCount(0, value.length()) <= VALUE_LENGTH
                ? value
                : value.substring(0, value.offsetByCodePoints(0, VALUE_LENGTH));
    }
}
