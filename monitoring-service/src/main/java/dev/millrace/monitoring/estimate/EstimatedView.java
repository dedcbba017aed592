package dev.millrace.monitoring.estimate;

import dev.millrace.drift.episode.Episode;
import dev.millrace.monitoring.ServingRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How right the version in service probably is, whether or not labels come.
 *
 * @param answered logged predictions of this version since it came into service
 * @param status of the last window
 * @param detail what the status means here
 * @param calibrated classes whose scores are calibrated by the test rows
 * @param onTestRows what the estimate says of the test rows themselves, to be compared with what their labels say
 * @param episode the last time in which it was worse; null where there was none in this generation
 * @param windows of predictions, newest first
 */
public record EstimatedView(
        long answered,
        Status status,
        String detail,
        List<String> calibrated,
        Map<String, Double> onTestRows,
        @Nullable Episode episode,
        List<Window> windows) {

    public EstimatedView {
        calibrated = List.copyOf(calibrated);
        onTestRows = Map.copyOf(onTestRows);
        windows = List.copyOf(windows);
    }

    /** What the last window says. */
    public enum Status {
        /** No estimate can be made for this version. */
        IMPOSSIBLE,
        NOT_ENOUGH_DATA,
        /** Within what chance explains. */
        AS_EXPECTED,
        WORSE
    }

    /**
     * A window of predictions, the same as drift is judged by.
     *
     * @param number counts up from 1 within the generation
     */
    public record Window(
            long number, int version, ServingRole role, Instant from, Instant to, EstimatedPerformance estimated) {}
}
