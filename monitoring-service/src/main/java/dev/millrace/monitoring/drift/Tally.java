package dev.millrace.monitoring.drift;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of the window that is filling, per column and frozen bin. */
public record Tally(@Nullable Instant from, @Nullable Instant to, long rows, List<ColumnCounts> columns) {

    static final Tally EMPTY = new Tally(null, null, 0, List.of());

    public Tally {
        columns = List.copyOf(columns);
    }

    /** Rows per bin of one column. */
    public record ColumnCounts(List<Long> counts) {
        public ColumnCounts {
            counts = List.copyOf(counts);
        }
    }

    /** The counts as a fold changes them; the shapes are those of the baseline. */
    List<long[]> counts(Bins bins) {
        return IntStream.range(0, bins.width())
                .mapToObj(column ->
                        column < columns.size() ? Counts.of(columns.get(column).counts()) : new long[bins.size(column)])
                .toList();
    }

    static List<ColumnCounts> columns(List<long[]> counts) {
        return counts.stream()
                .map(column -> new ColumnCounts(Arrays.stream(column).boxed().toList()))
                .toList();
    }
}
