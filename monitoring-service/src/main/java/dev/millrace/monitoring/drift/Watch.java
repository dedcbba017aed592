package dev.millrace.monitoring.drift;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The version in service, as it is watched. Offsets stand in the same document as the counts: a record that comes again
 * is not counted again.
 *
 * @param approved what put the generation in service
 * @param offsets next offset per partition
 * @param watchedRows rows of this version counted in this generation
 * @param otherRows rows of other versions and generations, not counted
 */
public record Watch(
        Approved approved,
        long baselineRows,
        Map<String, Long> offsets,
        Tally tally,
        Agreement agreement,
        long watchedRows,
        long otherRows,
        @Nullable Instant firstRowAt,
        @Nullable Instant lastRowAt) {

    public Watch {
        offsets = Map.copyOf(offsets);
    }

    /** The beginning of a generation; what was read stays read. */
    static Watch begin(Approved approved, long baselineRows, Map<String, Long> offsets) {
        return new Watch(approved, baselineRows, offsets, Tally.EMPTY, Agreement.NONE, 0, 0, null, null);
    }

    int version() {
        return approved.version();
    }

    long generation() {
        return approved.generation();
    }

    /** Whether the record at this offset was counted before. */
    boolean counted(int partition, long offset) {
        return offset < offsets.getOrDefault(Integer.toString(partition), 0L);
    }

    /** The record is done, and its rows were of another version or generation. */
    Watch passed(int partition, long offset, long rows) {
        Map<String, Long> next = new HashMap<>(offsets);
        next.put(Integer.toString(partition), offset + 1);
        return new Watch(
                approved, baselineRows, next, tally, agreement, watchedRows, otherRows + rows, firstRowAt, lastRowAt);
    }

    Watch with(Tally next, long rows, @Nullable Instant last) {
        return new Watch(
                approved,
                baselineRows,
                offsets,
                next,
                agreement,
                watchedRows + rows,
                otherRows,
                firstRowAt == null ? next.from() : firstRowAt,
                last == null ? lastRowAt : last);
    }

    /** After the window that was being counted was judged. */
    Watch after(Agreement next) {
        return new Watch(
                approved, baselineRows, offsets, Tally.EMPTY, next, watchedRows, otherRows, firstRowAt, lastRowAt);
    }
}
