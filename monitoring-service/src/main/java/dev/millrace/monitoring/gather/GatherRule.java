package dev.millrace.monitoring.gather;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which rows a pipeline wants to learn from later.
 *
 * @param dataset that they become versions of
 * @param rows from which a batch is made
 * @param atMost how long a row waits for others
 * @param share of the labelled rows that is kept
 * @param label the column that the label is put into
 * @param exclude columns that are never kept
 */
public record GatherRule(String dataset, long rows, Duration atMost, double share, String label, Set<String> exclude) {

    public GatherRule {
        exclude = Set.copyOf(exclude);
    }

    /** The inputs that may be kept, by their places. */
    public List<Integer> kept(List<String> columns) {
        return IntStream.range(0, columns.size())
                .filter(place -> !exclude.contains(columns.get(place))
                        && !columns.get(place).equals(label))
                .boxed()
                .toList();
    }
}
