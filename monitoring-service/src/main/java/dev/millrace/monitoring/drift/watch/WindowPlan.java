package dev.millrace.monitoring.drift.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How rows wait for their window. A window has rows of any number of partitions, so rows wait one by one: then a window can be
 * filled to the row. What is enough for whole windows by itself is counted at once. A window of more than {@value #MOST_CELLS}
 * values is too large for that; its rows are counted in equal blocks, and the window is rounded up to whole ones. Where rows come
 * so fast that a window has many more of them before it has lasted long enough, they are counted in blocks that each last an
 * {@value #BLOCKS_IN_TIME}th of a window.
 *
 * @param windowRows rows of a window
 * @param values that are kept of a row
 * @param atLeast how long a window lasts
 */
record WindowPlan(long windowRows, int values, Duration atLeast) {

    private static final int BLOCKS_IN_TIME = 8;

    private static final int MOST_CELLS = 1 << 20;

    /**
     * How many of the rows of a batch wait one by one; those before them are counted in blocks.
     *
     * @param waiting how many wait one by one already
     */
    int singleRows(int batch, long waiting) {
        boolean fast = !atLeast.isZero() && waiting >= windowRows;
        return blocksPerWindow() > 1 || fast ? 0 : (int) (batch % windowRows);
    }

    private boolean isFull(Block block) {
        return block.rows() >= blockRows()
                && Duration.between(block.from(), block.to())
                                .multipliedBy(BLOCKS_IN_TIME)
                                .compareTo(atLeast)
                        >= 0;
    }

    /** Whether a block may be a window by itself, and one with few rows may go into one as it is. */
    boolean areBlocksWindows() {
        return blocksPerWindow() == 1;
    }

    private long blocksPerWindow() {
        return Math.max(1, Math.ceilDiv(windowRows * values, MOST_CELLS));
    }

    private int blockRows() {
        return (int) Math.ceilDiv(windowRows, blocksPerWindow());
    }

    /** Whether a block that did not get its rows for as long as a whole window lasts goes into one as it is. */
    private boolean isOld(Block block, Instant now) {
        return areBlocksWindows()
                && !atLeast.isZero()
                && Duration.between(block.from(), now).compareTo(atLeast) >= 0;
    }

    /**
     * Fills blocks with rows, beginning with the one that is unfinished.
     *
     * @param now time of the newest row of all
     */
    Blocks blocks(@Nullable Block unfinished, List<BinnedRow> rows, Instant now, BinnedBaseline baseline) {
        var full = new ArrayList<Block>();
        var filling = unfinished;
        int next = 0;
        while (next < rows.size()) {
            long missing = blockRows() - (filling == null ? 0 : filling.rows() % blockRows());
            int end = (int) Math.min(rows.size(), next + missing);
            filling = Block.of(filling, rows.subList(next, end), baseline);
            next = end;
            if (isFull(filling)) {
                full.add(filling);
                filling = null;
            }
        }
        if (filling != null && isOld(filling, now)) {
            full.add(filling);
            filling = null;
        }
        return new Blocks(0, full, filling);
    }
}
