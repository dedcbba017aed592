package dev.millrace.monitoring.drift.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that may be parted between two windows, numbered within their partition and generation.
 *
 * @param first number of the first row that is here
 * @param count how many rows are here
 * @param columns bins of each row
 * @param from earliest time of these rows; null where there is none
 * @param to latest time of these rows; null where there is none
 * @param packed the rows with their answers, see {@link Packing}
 */
record SingleRows(
        long first,
        int count,
        int columns,
        @Nullable Instant from,
        @Nullable Instant to,
        String packed) {

    static final SingleRows NONE = new SingleRows(0, 0, 0, null, null, "");

    /** Without the rows before a number, and with others behind them. */
    SingleRows after(long taken, List<BinnedRow> more) {
        if (more.isEmpty() && taken <= first) {
            return this;
        }
        var rows = new ArrayList<>(from(taken));
        long begins = Math.max(taken, first);
        rows.addAll(more);
        if (rows.isEmpty()) {
            return new SingleRows(begins, 0, 0, null, null, "");
        }
        return new SingleRows(
                begins,
                rows.size(),
                rows.getFirst().columns(),
                rows.stream().map(BinnedRow::at).min(Instant::compareTo).orElseThrow(),
                rows.stream().map(BinnedRow::at).max(Instant::compareTo).orElseThrow(),
                Packing.rows(rows));
    }

    /** How many rows a window may still take, when those before a number are in windows already. */
    long waiting(long taken) {
        return first + count - Math.max(taken, first);
    }

    /** The rows from a number on. */
    List<BinnedRow> from(long taken) {
        if (waiting(taken) == 0) {
            return List.of();
        }
        var rows = Packing.rows(packed, count, columns);
        return rows.subList((int) (Math.max(taken, first) - first), count);
    }
}
