package dev.millrace.monitoring.drift;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** False alarms to expect at the traffic that was seen. */
final class FalseAlarmRate {

    private static final double WEEK_MILLIS = Duration.ofDays(7).toMillis();

    private FalseAlarmRate() {}

    /**
     * Windows a week times the chance that enough in a row alarm; empty before there was traffic.
     *
     * @param windowShare of single windows that alarm
     */
    static Optional<Double> perWeek(double windowShare, Watch watch, Rule rule) {
        Instant first = watch.firstRowAt();
        Instant last = watch.lastRowAt();
        if (first == null || last == null || !last.isAfter(first)) {
            return Optional.empty();
        }
        double seenMillis = Duration.between(first, last).toMillis();
        if (seenMillis == 0) {
            return Optional.empty();
        }
        double windowsAWeek = watch.watchedRows() * WEEK_MILLIS / seenMillis / rule.windowRows();
        return Optional.of(windowsAWeek * Math.pow(windowShare, rule.windowsInARow()));
    }
}
