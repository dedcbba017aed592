package dev.millrace.monitoring.drift.watch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are only known as counts per column and bin, and therefore go into a window together.
 *
 * @param counts packed, see {@link Packing}
 */
record Block(long rows, Instant from, Instant to, String counts) {

    /** The rows, added to those of an unfinished block where there is one. */
    static Block of(@Nullable Block unfinished, List<BinnedRow> rows, BinnedBaseline baseline) {
        var sums = baseline.zeroes();
        var from = rows.getFirst().at();
        var to = from;
        if (unfinished != null) {
            sums.addPacked(unfinished.counts);
            from = unfinished.from;
            to = unfinished.to;
        }
        for (var row : rows) {
            sums.add(row);
            from = row.at().isBefore(from) ? row.at() : from;
            to = row.at().isAfter(to) ? row.at() : to;
        }
        return new Block((unfinished == null ? 0 : unfinished.rows) + rows.size(), from, to, sums.packed());
    }
}
