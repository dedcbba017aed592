package dev.millrace.monitoring.drift.watch;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fills windows with the rows that wait in the partitions, as nearly in the order of time as the partitions' own order allows.
 * A window has exactly the rows that the rule asks for. Only where rows are known in blocks alone, because a window is very large
 * or the rule has changed since they were counted, it has as many more as the last block brings. It has no effects.
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

    /** The next whole window; empty where not enough rows wait for one. */
    Optional<FilledWindow> next(long windowRows) {
        long single = partitions.entrySet().stream()
                .mapToLong(each ->
                        each.getValue().rows().waiting(taken(each.getKey()).rows()))
                .sum();
        long inBlocks = partitions.entrySet().stream()
                .mapToLong(each -> each.getValue()
                        .blocks()
                        .rowsWaiting(taken(each.getKey()).blocks()))
                .sum();
        if (single + inBlocks < windowRows) {
            return Optional.empty();
        }
        var window = new FilledWindow.Filling(baseline.zeroes());
        var block = earliestBlock();
        while (block.isPresent()
                && window.rows() < windowRows
                && (window.rows() + block.get().block().rows() <= windowRows || window.rows() + single < windowRows)) {
            window.add(block.get().block());
            taken.computeIfPresent(block.get().partition(), (partition, before) -> before.withBlock());
            block = earliestBlock();
        }
        while (window.rows() < windowRows) {
            var row = earliestRow().orElseThrow();
            window.add(row.row());
            taken.computeIfPresent(row.partition(), (partition, before) -> before.withRow());
        }
        return Optional.of(window.filled(taken));
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
                .min(Comparator.comparing(waiting -> waiting.block().from()));
    }

    private Optional<WaitingRow> earliestRow() {
        return partitions.keySet().stream()
                .flatMap(partition -> first(waitingRows(partition)).map(row -> new WaitingRow(partition, row)))
                .min(Comparator.comparing(WaitingRow::at));
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

    private record WaitingBlock(int partition, Block block) {}

    private record WaitingRow(int partition, BinnedRow row) {
        Instant at() {
            return row.at();
        }
    }
}
