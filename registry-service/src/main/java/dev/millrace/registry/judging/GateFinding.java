package dev.millrace.registry.judging;

import org.jspecify.annotations.Nullable;

/**
 * One gate and what it saw.
 *
 * @param slice column=value; null for all test rows
 * @param kind min, max, maxDropFromChampion or maxRiseFromChampion
 * @param value the candidate's; null where it is missing or impossible
 * @param championValue the champion's on the same rows; null where there is none to compare with
 */
public record GateFinding(
        String metric,
        @Nullable String slice,
        String kind,
        double bound,
        @Nullable Double value,
        @Nullable Double championValue,
        Result result,
        String note) {

    public boolean passed() {
        return result == Result.PASSED || result == Result.SKIPPED_FIRST_MODEL;
    }

    /** How it went; a comparison that was impossible is something else than one that was lost. */
    public enum Result {
        PASSED,
        FAILED,
        METRIC_MISSING,
        METRIC_INVALID,
        SLICE_MISSING,
        CHAMPION_NOT_SCORED,
        COMPARISON_STALE,
        SKIPPED_FIRST_MODEL
    }
}
