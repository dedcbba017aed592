package dev.millrace.monitoring.drift.watch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.drift.rule.DriftLevel;
import dev.millrace.drift.rule.PooledVerdict;
import dev.millrace.drift.rule.Rule;
import dev.millrace.drift.rule.WindowVerdict;
import dev.millrace.monitoring.ServingRole;
import dev.millrace.monitoring.estimate.EstimatedPerformance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window that is closed.
 *
 * @param number counts up from 1 within the generation
 * @param role that the version has; the champion's where an earlier release has stored the window
 */
public record JudgedWindow(
        long number,
        int version,
        ServingRole role,
        long generation,
        @JsonUnwrapped Extent extent,
        @JsonUnwrapped Ruling ruling,
        @JsonUnwrapped Findings findings) {

    public JudgedWindow {
        role = ServingRole.stored(role);
    }

    /** As it is kept. */
    JudgedWindow limited() {
        return new JudgedWindow(number, version, role, generation, extent, ruling, findings.limited());
    }

    JudgedWindow withoutCounts() {
        return new JudgedWindow(number, version, role, generation, extent, ruling, findings.withoutCounts());
    }

    /**
     * How many rows of which time were compared with how many of training.
     *
     * @param lateRows rows that were answered before the window before ended, and came after; null where an earlier release has stored it
     */
    public record Extent(
            Instant from,
            Instant to,
            long rows,
            long baselineRows,
            @Nullable Long lateRows) {

        /** Whether there are enough rows to tell anything. */
        boolean isEnough() {
            return baselineRows >= Rule.LEAST_ROWS && rows >= Rule.LEAST_ROWS;
        }
    }

    /**
     * What the rule makes of it.
     *
     * @param level DRIFT only when as many windows agree as the rule asks for, of all rows or of a slice
     * @param windowsInARow windows that drifted in a row, this one included
     * @param announced whether drift was published with it
     * @param driftsAsOne whether it and the windows before it drift as one, while not as many in a row do by themselves; null where an earlier
     *     release has stored it
     */
    public record Ruling(
            DriftLevel level,
            int windowsInARow,
            boolean announced,
            @Nullable Boolean driftsAsOne) {}

    /**
     * What was found in it.
     *
     * @param estimated how right the answers probably were; null where there is no estimate
     * @param slices that were judged with it; null where an earlier release has stored it
     * @param previous how it differs from the window before it; null where the two cannot be compared
     * @param pooled what was found of it and the windows before it, judged as one; null where these were too few
     */
    public record Findings(
            WindowVerdict verdict,
            @Nullable EstimatedPerformance estimated,
            @Nullable List<JudgedSlice> slices,
            @Nullable WindowChange previous,
            @Nullable PooledVerdict pooled) {

        /** Columns that are kept with a window, and named in an event: those that moved most. */
        static final int MOST_COLUMNS = 64;

        /** The same of windows judged as one, whose rows in each bin are not kept: they are the sums of those of the windows. */
        private static final int MOST_POOLED_COLUMNS = 16;

        private Findings limited() {
            return new Findings(
                    verdict.limitedTo(MOST_COLUMNS),
                    estimated,
                    slices,
                    previous,
                    pooled == null
                            ? null
                            : pooled.limitedTo(MOST_POOLED_COLUMNS).withoutCounts());
        }

        private Findings withoutCounts() {
            return new Findings(
                    verdict.withoutCounts(),
                    estimated,
                    slices == null
                            ? null
                            : slices.stream().map(JudgedSlice::withoutCounts).toList(),
                    previous,
                    pooled == null ? null : pooled.withoutCounts());
        }
    }

    /** The windows judged as one, where it is these that drift; null where they do not, or as many in a row do by themselves. */
    public @Nullable PooledVerdict driftingAsOne() {
        return Boolean.TRUE.equals(ruling.driftsAsOne()) ? findings.pooled() : null;
    }

    /** What makes the level of all rows: that of the windows judged as one, where these drift, or its own. */
    public WindowVerdict decisive() {
        var pooled = driftingAsOne();
        return pooled == null ? findings.verdict() : pooled.verdict();
    }
}
