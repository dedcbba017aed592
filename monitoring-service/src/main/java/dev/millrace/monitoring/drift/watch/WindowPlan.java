package dev.millrace.monitoring.drift.watch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows wait for their window. A window has rows of any number of partitions, so rows wait one by one: then a window can be
 * filled to the row. What is enough for whole windows by itself is counted at once. A window of more than {@value #MOST_CELLS}
 * values is too large for that; its rows are counted in equal blocks, and the window is rounded up to whole ones.
 *
 * @param windowRows rows of a window
 * @param columns of a row
 */
record WindowPlan(long windowRows, int columns) {

    private static final int MOST_CELLS = 1 << 20;

    /** How many of the rows of a batch wait one by one; those before them are counted in blocks. */
    int singleRows(int batch) {
        return blocksPerWindow() > 1 ? 0 : (int) (batch % windowRows);
    }

    private long blocksPerWindow() {
        return Math.max(1, Math.ceilDiv(windowRows * columns, MOST_CELLS));
    }

    private int blockRows() {
        return (int) Math.ceilDiv(windowRows, blocksPerWindow());
    }

    /** Fills blocks with rows, beginning with the one that is unfinished. */
    Blocks blocks(@Nullable Block unfinished, List<BinnedRow> rows, BinnedBaseline baseline) {
        var full = new ArrayList<Block>();
        var filling = unfinished;
        int next = 0;
        while (next < rows.size()) {
            long missing = Math.max(1, blockRows() - (filling == null ? 0 : filling.rows()));
            int end = (int) Math.min(rows.size(), next + missing);
            filling = Block.of(filling, rows.subList(next, end), baseline);
            next = end;
            if (filling.rows() >= blockRows()) {
                full.add(filling);
                filling = null;
            }
        }
        return new Blocks(0, full, filling);
    }
}
