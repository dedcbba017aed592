package dev.millrace.training.learn.graph;

import dev.millrace.training.learn.rows.RawColumn;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How often each value of a column occurs. */
final class ValueCounts {

    /** Rarer values say nothing reliable; they share the code of the unknown. */
    private static final int RARE = 5;

    private static final int LARGEST_VOCABULARY = 10_000;
    private static final int FEW = 20;

    private final Map<String, Integer> counts;
    private final int missing;
    private final int rows;

    private ValueCounts(Map<String, Integer> counts, int missing, int rows) {
        this.counts = counts;
        this.missing = missing;
        this.rows = rows;
    }

    static ValueCounts of(RawColumn column, int rows) {
        var counts = new HashMap<String, Integer>();
        int missing = 0;
        for (int row = 0; row < rows; row++) {
            if (column.missing(row)) {
                missing++;
            } else {
                counts.merge(column.category(row), 1, Integer::sum);
            }
        }
        return new ValueCounts(counts, missing, rows);
    }

    int distinct() {
        return counts.size();
    }

    int missing() {
        return missing;
    }

    /** Names, addresses, ticket numbers: a value says little about the next row. */
    boolean nearlyUnique() {
        return counts.size() > FEW && counts.size() * 2 > rows - missing;
    }

    /** The empty text for missing values, and every value that is not rare; most frequent first, ties by name. */
    List<String> vocabulary() {
        int least = Math.min(RARE, 1 + rows / 200);
        var frequent = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(order())
                .limit(LARGEST_VOCABULARY);
        return Stream.concat(Stream.of(Map.entry("", missing)), frequent)
                .sorted(order())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Comparator<Map.Entry<String, Integer>> order() {
        return Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
    }
}
