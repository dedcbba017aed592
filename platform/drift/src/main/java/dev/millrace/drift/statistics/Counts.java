package dev.millrace.drift.statistics;

import java.util.List;

/** Rows per bin. */
public final class Counts {

    private Counts() {}

    public static long[] of(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).toArray();
    }

    public static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
