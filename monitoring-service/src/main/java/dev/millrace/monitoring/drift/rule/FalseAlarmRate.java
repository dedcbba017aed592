package dev.millrace.monitoring.drift.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** False alarms to expect at the traffic that was seen. */
public final class FalseAlarmRate {

    private static final double WEEK_MILLIS = Duration.ofDays(7).toMillis();

    private FalseAlarmRate() {}

    /**
     * Windows a week times the chance that enough in a row alarm; empty before there was traffic.
     *
     * @param windowShare of single windows that alarm though nothing moved
     * @param rows that were counted between the two times
     */
    public static Optional<Double> perWeek(
            double windowShare, Rule rule, long rows, @Nullable Instant from, @Nullable Instant to) {
        if (from == null || to == null) {
            return Optional.empty();
        }
        double millis = Duration.between(from, to).toMillis();
        if (millis <= 0) {
            return Optional.empty();
        }
        long shortest = rule.timing().atLeast().toMillis();
        double mostAWeek = shortest == 0 ? Double.POSITIVE_INFINITY : WEEK_MILLIS / shortest;
        double windowsAWeek = Math.min(rows * WEEK_MILLIS / millis / rule.windowRows(), mostAWeek);
        return Optional.of(windowsAWeek * Math.pow(windowShare, rule.windowsInARow()));
    }
}
