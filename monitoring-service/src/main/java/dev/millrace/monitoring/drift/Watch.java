package dev.millrace.monitoring.drift;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The version in service, as it is watched. Offsets stand in the same document as the counts: a record that comes again
 * is not counted again.
 *
 * @param approvedBy event that put the generation in service
 * @param offsets next offset per partition
 * @param windows completed in this generation
 * @param streak windows in a row, up to the last one, that drifted
 * @param calm windows in a row, up to the last one, that did not
 * @param announced drift was published and has not gone since
 * @param watchedRows rows of this version counted in this generation
 * @param otherRows rows of other versions and generations, not counted
 * @param falseAlarmShare share of windows that alarm though nothing moved
 */
public record Watch(
        String pipeline,
        String model,
        int version,
        long generation,
        String approvedBy,
        String packageDigest,
        long baselineRows,
        double falseAlarmShare,
        Map<String, Long> offsets,
        Tally tally,
        long windows,
        int streak,
        int calm,
        boolean announced,
        long watchedRows,
        long otherRows,
        @Nullable Instant firstRowAt,
        @Nullable Instant lastRowAt) {

    public Watch {
        offsets = Map.copyOf(offsets);
    }

    /** The beginning of a generation; what was read stays read. */
    static Watch begin(Approved approved, long baselineRows, double falseAlarmShare, Map<String, Long> offsets) {
        return new Watch(
                approved.pipeline(),
                approved.model(),
                approved.version(),
                approved.generation(),
                approved.eventId(),
                approved.packageDigest(),
                baselineRows,
                falseAlarmShare,
                offsets,
                Tally.EMPTY,
                0,
                0,
                0,
                false,
                0,
                0,
                null,
                null);
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
                pipeline,
                model,
                version,
                generation,
                approvedBy,
                packageDigest,
                baselineRows,
                falseAlarmShare,
                next,
                tally,
                windows,
                streak,
                calm,
                announced,
                watchedRows,
                otherRows + rows,
                firstRowAt,
                lastRowAt);
    }

    Watch with(Tally next, long rows, @Nullable Instant last) {
        return new Watch(
                pipeline,
                model,
                version,
                generation,
                approvedBy,
                packageDigest,
                baselineRows,
                falseAlarmShare,
                offsets,
                next,
                windows,
                streak,
                calm,
                announced,
                watchedRows + rows,
                otherRows,
                firstRowAt == null ? next.from() : firstRowAt,
                last == null ? lastRowAt : last);
    }

    /** After a window was judged; drift that was published is forgotten when as many windows are calm. */
    Watch after(Level level, int windowsInARow) {
        boolean drifted = level == Level.DRIFT;
        int agreeing = drifted ? streak + 1 : 0;
        int quiet = drifted ? 0 : calm + 1;
        return new Watch(
                pipeline,
                model,
                version,
                generation,
                approvedBy,
                packageDigest,
                baselineRows,
                falseAlarmShare,
                offsets,
                Tally.EMPTY,
                windows + 1,
                agreeing,
                quiet,
                agreeing >= windowsInARow || (announced && quiet < windowsInARow),
                watchedRows,
                otherRows,
                firstRowAt,
                lastRowAt);
    }
}
