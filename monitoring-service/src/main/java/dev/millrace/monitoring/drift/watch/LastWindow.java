package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.Rule;
import dev.millrace.models.Baseline;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window that was closed, which the next ones are compared with or judged with as one.
 *
 * @param packed the rows in each bin of each column, see {@link Packing}
 * @param from its beginning; null where an earlier release has closed it
 * @param to its end; null likewise
 */
record LastWindow(
        long rows,
        String packed,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Whether it can be judged with others as one. */
    boolean isJudged() {
        return rows >= Rule.LEAST_ROWS && from != null;
    }

    /** @param baseline whose bins these are */
    List<long[]> counts(Baseline baseline) {
        var counts = baseline.watched().stream()
                .map(column -> new long[column.counts().size()])
                .toList();
        Packing.addSums(packed, counts);
        return counts;
    }
}
