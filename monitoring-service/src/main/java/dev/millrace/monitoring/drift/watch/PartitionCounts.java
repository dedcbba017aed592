package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.PartitionStates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of one partition add to the watch of a model. Only the replica that reads the partition writes this document, so
 * replicas do not wait for each other; the offset stands in it together with what was counted up to it, so no record is counted
 * twice. Which rows are in windows already, the {@link Watch} says; they leave this document later.
 *
 * @param generation that is counted
 * @param nextOffset of the first record that was not counted yet
 * @param rows single rows that wait for a window
 * @param blocks counted rows that wait for a window
 * @param counted how many rows there were since the generation began
 */
record PartitionCounts(long generation, long nextOffset, SingleRows rows, Blocks blocks, CountedRows counted) {

    static PartitionStates<PartitionCounts> in(Aggregates aggregates) {
        return new PartitionStates<>(
                aggregates,
                AggregateType.derived("partition-counts", PartitionCounts.class),
                PartitionCounts::generation);
    }

    static PartitionCounts begin(long generation, long nextOffset) {
        return new PartitionCounts(generation, nextOffset, SingleRows.NONE, Blocks.NONE, CountedRows.NONE);
    }

    /** A record whose rows are ready to be counted. */
    record Ready(long offset, List<BinnedRow> rows, CountedRows counted) {

        static Ready compared(long offset, List<BinnedRow> rows) {
            Instant from =
                    rows.stream().map(BinnedRow::at).min(Instant::compareTo).orElse(null);
            Instant to =
                    rows.stream().map(BinnedRow::at).max(Instant::compareTo).orElse(null);
            return new Ready(offset, rows, new CountedRows(rows.size(), 0, 0, from, to));
        }

        static Ready other(long offset, int rows) {
            return new Ready(offset, List.of(), new CountedRows(0, rows, 0, null, null));
        }

        static Ready unreadable(long offset, int rows) {
            return new Ready(offset, List.of(), new CountedRows(0, 0, rows, null, null));
        }
    }

    /**
     * After records that were not counted before.
     *
     * @param taken what of this partition is in windows, as far as the caller knows
     * @param baseline null where no row is to be compared
     */
    PartitionCounts plus(List<Ready> records, Taken taken, WindowPlan plan, @Nullable BinnedBaseline baseline) {
        var total = counted;
        var fresh = new ArrayList<BinnedRow>();
        long next = nextOffset;
        for (var ready : records) {
            if (ready.offset() >= next) {
                total = total.plus(ready.counted());
                fresh.addAll(ready.rows());
                next = ready.offset() + 1;
            }
        }
        if (baseline == null || fresh.isEmpty()) {
            return new PartitionCounts(generation, next, rows, blocks, total);
        }
        int single = plan.singleRows(fresh.size(), rows.waiting(taken.rows()));
        var now = fresh.stream().map(BinnedRow::at).max(Instant::compareTo).orElseThrow();
        var block = plan.blocks(blocks.unfinished(), fresh.subList(0, fresh.size() - single), now, baseline);
        return new PartitionCounts(
                generation,
                next,
                rows.after(taken.rows(), fresh.subList(fresh.size() - single, fresh.size())),
                blocks.after(taken.blocks(), block.full(), block.unfinished()),
                total);
    }

    /** How many rows windows may take. */
    long waiting(Taken taken) {
        return rows.waiting(taken.rows()) + blocks.rowsWaiting(taken.blocks());
    }

    /** Between which times the rows lie that windows may take. */
    Stream<Instant> takeableTimes(Taken taken) {
        var single = rows.waiting(taken.rows()) == 0
                ? Stream.<Instant>empty()
                : Stream.of(rows.from(), rows.to()).filter(Objects::nonNull);
        return Stream.concat(
                single, blocks.from(taken.blocks()).stream().flatMap(block -> Stream.of(block.from(), block.to())));
    }

    /** Between which times the rows lie that are in no window. */
    Stream<Instant> waitingTimes(Taken taken) {
        var waiting = Stream.concat(blocks.from(taken.blocks()).stream(), Stream.ofNullable(blocks.unfinished()));
        return Stream.concat(
                rows.from(taken.rows()).stream().map(BinnedRow::at),
                waiting.flatMap(block -> Stream.of(block.from(), block.to())));
    }
}
