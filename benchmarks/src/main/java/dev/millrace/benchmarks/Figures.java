package dev.millrace.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Durations, summed up the way we quote them. */
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
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) Math.floor(share * sorted.length))];
    }

    String line(String name) {
        return line(name, "ms");
    }

    String line(String name, String unit) {
        return sorted.length == 0
                ? name + ": nothing measured"
                : String.format(
                        Locale.ROOT,
                        "%1$-34s n %2$4d   p50 %3$6d %6$s   p99 %4$6d %6$s   max %5$6d %6$s",
                        name,
                        sorted.length,
                        quantile(0.5),
                        quantile(0.99),
                        sorted[sorted.length - 1],
                        unit);
    }
}
