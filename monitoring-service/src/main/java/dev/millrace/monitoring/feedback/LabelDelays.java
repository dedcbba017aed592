package dev.millrace.monitoring.feedback;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How long labels took to come.
 *
 * @param counts labels that took less than 1, 2, 4, 8, … seconds, each counted where it fits first
 */
record LabelDelays(List<Long> counts) {

    static final LabelDelays NONE = new LabelDelays(List.of());

    /** Half a year. */
    private static final int MOST_DOUBLINGS = 24;

    LabelDelays {
        counts = List.copyOf(counts);
    }

    /** @param delay taken for none where the label's time is before its prediction's */
    static LabelDelays of(Duration delay) {
        long seconds = Math.max(0, delay.toSeconds());
        int place = Math.min(MOST_DOUBLINGS, Long.SIZE - Long.numberOfLeadingZeros(seconds));
        return new LabelDelays(IntStream.rangeClosed(0, place)
                .mapToObj(i -> i == place ? 1L : 0L)
                .toList());
    }

    LabelDelays plus(LabelDelays more) {
        return new LabelDelays(IntStream.range(0, Math.max(counts.size(), more.counts.size()))
                .mapToObj(place -> at(place) + more.at(place))
                .toList());
    }

    private long at(int place) {
        return place < counts.size() ? counts.get(place) : 0;
    }

    /** A time within which this share of the labels came, and which is less than twice as long as it need be; empty where none came. */
    Optional<Duration> within(double share) {
        long all = counts.stream().mapToLong(Long::longValue).sum();
        long came = 0;
        for (int place = 0; place < counts.size(); place++) {
            came += counts.get(place);
            if (came > 0 && came >= share * all) {
                return Optional.of(Duration.ofSeconds(1L << place));
            }
        }
        return Optional.empty();
    }
}
