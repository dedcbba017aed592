package dev.millrace.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Durations in milliseconds, summed up the way we quote them. */
final class Figures {

    private final long[] sorted;

    private Figures(long[] sorted) {
        this.sorted = sorted;
    }

    static Figures of(List<Long> durations) {
        var sorted = durations.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Figures(sorted);
    }

    /** The value that so large a share of the values does not exceed. */
    long quantile(double share) {
        return sorted[Math.min(sorted.length - 1, (int) Math.floor(share * sorted.length))];
    }

    String line(String name) {
        return sorted.length == 0
                ? name + ": nothing measured"
                : String.format(
                        Locale.ROOT,
                        "%-34s n %4d   p50 %6d ms   p99 %6d ms   max %6d ms",
                        name,
                        sorted.length,
                        quantile(0.5),
                        quantile(0.99),
                        sorted[sorted.length - 1]);
    }
}
