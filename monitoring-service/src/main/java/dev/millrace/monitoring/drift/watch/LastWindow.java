package dev.millrace.monitoring.drift.watch;

import dev.millrace.models.Baseline;
import java.util.List;

/**
 * The window that was closed last, which the next one is compared with.
 *
 * @param packed the rows in each bin of each column, see {@link Packing}
 */
record LastWindow(long rows, String packed) {

    /** @param baseline whose bins these are */
    List<long[]> counts(Baseline baseline) {
        var counts = baseline.watched().stream()
                .map(column -> new long[column.counts().size()])
                .toList();
        Packing.addSums(packed, counts);
        return counts;
    }
}
