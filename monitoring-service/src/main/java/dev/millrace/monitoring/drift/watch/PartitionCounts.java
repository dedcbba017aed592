package dev.millrace.monitoring.drift.watch;

import dev.millrace.messaging.AggregateType;
import dev.millrace.messaging.Aggregates;
import dev.millrace.monitoring.PartitionStates;
import dev.millrace.monitoring.ReadPosition;
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
 * @param readTo when the broker took the youngest record that was counted; null before that was kept
 */
record PartitionCounts(
        long generation,
        long nextOffset,
        SingleRows rows,
        Blocks blocks,
        CountedRows counted,
        @Nullable Instant readTo) {

    static PartitionStates<PartitionCounts> in(Aggregates aggregates) {
        return new PartitionStates<>(
                aggregates,
                AggregateType.derived("partition-counts", PartitionCounts.class),
                PartitionCounts::generation);
    }

    /** The beginning of a generation; what was read before stays read. */
    static PartitionCounts begin(long generation, @Nullable PartitionCounts before) {
        return new PartitionCounts(
                generation,
                before == null ? 0 : before.nextOffset,
                SingleRows.NONE,
                Blocks.NONE,
                CountedRows.NONE,
                before == null ? null : before.readTo);
    }

    ReadPosition position() {
        return new ReadPosition(nextOffset, readTo);
    }

    /** A record whose rows are ready to be counted. */
    record Ready(long offset, Instant appendedAt, List<BinnedRow> rows, CountedRows counted) {

        static Ready compared(Logged logged, List<BinnedRow> rows) {
            Instant from =
                    rows.stream().map(BinnedRow::at).min(Instant::compareTo).orElse(null);
            Instant to =
                    rows.stream().map(BinnedRow::at).max(Instant::compareTo).orElse(null);
            return new Ready(logged.offset(), logged.appendedAt(), rows, new CountedRows(rows.size(), 0, 0, from, to));
        }

        static Ready other(Logged logged) {
            var counted = new CountedRows(0, logged.rows().size(), 0, null, null);
            return new Ready(logged.offset(), logged.appendedAt(), List.of(), counted);
        }

        static Ready unreadable(Logged logged) {
            var counted = new CountedRows(0, 0, logged.rows().size(), null, null);
            return new Ready(logged.offset(), logged.appendedAt(), List.of(), counted);
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
        var read = position();
        for (var ready : records) {
            if (read.isNew(ready.offset(), ready.appendedAt())) {
                total = total.plus(ready.counted());
                fresh.addAll(ready.rows());
                read = read.after(ready.offset(), ready.appendedAt());
            }
        }
        if (baseline == null || fresh.isEmpty()) {
            return new PartitionCounts(generation, read.nextOffset(), rows, blocks, total, read.readTo());
        }
        int single = plan.singleRows(fresh.size(), rows.waiting(taken.rows()));
        var now = fresh.stream().map(BinnedRow::at).max(Instant::compareTo).orElseThrow();
        var block = plan.blocks(blocks.unfinished(), fresh.subList(0, fresh.size() - single), now, baseline);
        return new PartitionCounts(
                generation,
                read.nextOffset(),
                rows.after(taken.rows(), fresh.subList(fresh.size() - single, fresh.size())),
                blocks.after(taken.blocks(), block.full(), block.unfinished()),
                total,
                read.readTo());
    }

    /** Without an unfinished block, for no row came for long that would finish it. */
    PartitionCounts finished() {
        return new PartitionCounts(generation, nextOffset, rows, blocks.finished(), counted, readTo);
    }

    /** How many rows wait, those of an unfinished block included. */
    long rowsWaiting(Taken taken) {
        var unfinished = blocks.unfinished();
        return waiting(taken) + (unfinished == null ? 0 : unfinished.rows());
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
