package dev.millrace.monitoring.drift.watch;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are counted already, in blocks that are numbered within their partition and generation.
 *
 * @param first number of the first block that is here
 * @param full blocks that windows may take
 * @param unfinished the block that is still filling, which no window takes; null where there is none
 */
record Blocks(long first, List<Block> full, @Nullable Block unfinished) {

    static final Blocks NONE = new Blocks(0, List.of(), null);

    Blocks {
        full = List.copyOf(full);
    }

    /** Without the blocks before a number, and with others behind them. */
    Blocks after(long taken, List<Block> more, @Nullable Block nowUnfinished) {
        return new Blocks(
                Math.max(taken, first),
                Stream.concat(from(taken).stream(), more.stream()).toList(),
                nowUnfinished);
    }

    /** With the unfinished block as one that windows may take. */
    Blocks finished() {
        return unfinished == null
                ? this
                : new Blocks(
                        first,
                        Stream.concat(full.stream(), Stream.of(unfinished)).toList(),
                        null);
    }

    /** The full blocks from a number on. */
    List<Block> from(long taken) {
        return full.subList((int) (Math.max(taken, first) - first), full.size());
    }

    long rowsWaiting(long taken) {
        return from(taken).stream().mapToLong(Block::rows).sum();
    }
}
