package dev.millrace.monitoring.drift.watch;

import dev.millrace.drift.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fills windows with the rows that wait in the partitions, as nearly in the order of time as the partitions' own order allows.
 * A window is whole once it has the rows that the rule asks for and has lasted as long as it asks for, or once a row is there that
 * came too late for it. Only where rows are known in blocks alone, because there are very many of them or the rule has changed since
 * they were counted, it has as many more as the last block brings. It has no effects.
 */
final class WindowFilling {

    private final Map<Integer, PartitionCounts> partitions;
    private final BinnedBaseline baseline;
    private final Map<Integer, Taken> taken = new HashMap<>();
    private final Map<Integer, List<BinnedRow>> singleRows = new HashMap<>();

    WindowFilling(Watch watch, Map<Integer, PartitionCounts> partitions, BinnedBaseline baseline) {
        this.partitions = partitions;
        this.baseline = baseline;
        partitions.keySet().forEach(partition -> taken.put(partition, watch.taken(partition)));
    }

    /** Whether the rows that wait may be enough for a window, as far as that is seen without unpacking them. */
    static boolean mayBeWhole(Watch watch, Map<Integer, PartitionCounts> partitions, Rule rule) {
        long rows = partitions.entrySet().stream()
                .mapToLong(each -> each.getValue().waiting(watch.taken(each.getKey())))
                .sum();
        if (rows == 0) {
            return false;
        }
        var times = partitions.entrySet().stream()
                .flatMap(each -> each.getValue().takeableTimes(watch.taken(each.getKey())))
                .sorted()
                .toList();
        var lasted = Duration.between(times.getFirst(), times.getLast());
        var timing = rule.timing();
        return (rows >= rule.windowRows() && lasted.compareTo(timing.atLeast()) >= 0)
                || lasted.compareTo(timing.atMost()) > 0;
    }

    /**
     * The next whole window; empty where not enough rows wait for one.
     *
     * @param lastEnd of the window before; null where there is none
     */
    Optional<FilledWindow> next(Rule rule, @Nullable Instant lastEnd) {
        var before = Map.copyOf(taken);
        var window = new FilledWindow.Filling(baseline.zeroes(), lastEnd);
        boolean whole = false;
        var next = next(window, rule);
        while (!whole && next.isPresent()) {
            var piece = next.get();
            whole = window.isTooLate(piece.from(), rule.timing().atMost());
            if (!whole) {
                piece.addTo(window);
                taken.computeIfPresent(piece.partition(), (partition, had) -> piece.taken(had));
                whole = window.isWhole(rule);
                next = next(window, rule);
            }
        }
        if (!whole) {
            taken.putAll(before);
            return Optional.empty();
        }
        return Optional.of(window.filled(taken));
    }

    /** A block while it fits, because blocks cannot be parted; else a single row, else the block after all. */
    private Optional<? extends Piece> next(FilledWindow.Filling window, Rule rule) {
        var block = earliestBlock();
        if (block.isPresent() && window.rows() + block.get().block().rows() <= rule.windowRows()) {
            return block;
        }
        var row = earliestRow();
        boolean blockIsNext = block.isPresent()
                && (row.isEmpty()
                        || (window.rows() >= rule.windowRows()
                                && block.get().from().isBefore(row.get().from())));
        return blockIsNext ? block : row;
    }

    private Taken taken(int partition) {
        return taken.getOrDefault(partition, Taken.NOTHING);
    }

    private Optional<WaitingBlock> earliestBlock() {
        return partitions.entrySet().stream()
                .flatMap(each -> first(each.getValue()
                                .blocks()
                                .from(taken(each.getKey()).blocks()))
                        .map(block -> new WaitingBlock(each.getKey(), block)))
                .min(Comparator.comparing(WaitingBlock::from));
    }

    private Optional<WaitingRow> earliestRow() {
        return partitions.keySet().stream()
                .flatMap(partition -> first(waitingRows(partition)).map(row -> new WaitingRow(partition, row)))
                .min(Comparator.comparing(WaitingRow::from));
    }

    private List<BinnedRow> waitingRows(int partition) {
        var counts = partitions.get(partition);
        if (counts == null) {
            return List.of();
        }
        long first = counts.rows().first();
        var rows = singleRows.computeIfAbsent(partition, each -> counts.rows().from(first));
        return rows.subList((int) (Math.max(taken(partition).rows(), first) - first), rows.size());
    }

    private static <T> Stream<T> first(List<T> all) {
        return all.stream().limit(1);
    }

    /** What goes into a window as a whole. */
    private sealed interface Piece {
        int partition();

        Instant from();

        void addTo(FilledWindow.Filling window);

        Taken taken(Taken before);
    }

    private record WaitingBlock(int partition, Block block) implements Piece {
        @Override
        public Instant from() {
            return block.from();
        }

        @Override
        public void addTo(FilledWindow.Filling window) {
            window.add(block);
        }

        @Override
        public Taken taken(Taken before) {
            return before.withBlock();
        }
    }

    private record WaitingRow(int partition, BinnedRow row) implements Piece {
        @Override
        public Instant from() {
            return row.at();
        }

        @Override
        public void addTo(FilledWindow.Filling window) {
            window.add(row);
        }

        @Override
        public Taken taken(Taken before) {
            return before.withRow();
        }
    }
}
