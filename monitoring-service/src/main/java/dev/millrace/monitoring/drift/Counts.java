package dev.millrace.monitoring.drift;

import java.util.List;

/** Rows per bin. */
final class Counts {

    private Counts() {}

    static long[] of(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).toArray();
    }

    static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
