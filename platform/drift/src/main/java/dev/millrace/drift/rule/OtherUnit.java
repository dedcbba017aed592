package dev.millrace.drift.rule;

import dev.millrace.drift.statistics.Counts;
import dev.millrace.models.Baseline;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Whether the numbers of a window are those of the baseline in another unit. The baseline's distribution is converted, and has to lie as near to
 * the window's as chance allows (Kolmogorov and Smirnov's distance, at 1 % for two samples of their sizes), and at most half as far away as it
 * lies without conversion. Between two edges of bins, the baseline's rows are taken to lie evenly.
 */
final class OtherUnit {

    /** Powers of ten, minutes and hours in seconds, days in hours. By a factor as small as that of miles and kilometres a world grows, too. */
    private static final double[] FACTORS = {10, 100, 1000, 10_000, 100_000, 1e6, 1e9, 60, 3600, 24};

    private static final double FAHRENHEIT = 1.8;
    private static final double FREEZING_FAHRENHEIT = 32;
    private static final double FREEZING_KELVIN = 273.15;

    private static final List<Conversion> CONVERSIONS = Stream.concat(
                    DoubleStream.of(FACTORS).mapToObj(factor -> new Conversion(factor, 0)),
                    Stream.of(new Conversion(FAHRENHEIT, FREEZING_FAHRENHEIT), new Conversion(1, FREEZING_KELVIN)))
            .flatMap(conversion -> Stream.of(conversion, conversion.back()))
            .toList();

    /** Of Kolmogorov's distribution, so much is exceeded by one of a hundred. */
    private static final double RARELY_MORE = 1.63;

    private final Baseline.Column frozen;
    private final double[] before;

    private OtherUnit(Baseline.Column frozen) {
        this.frozen = frozen;
        this.before = below(Counts.of(frozen.counts()));
    }

    /** A number in the old unit, times the factor, plus the offset, is the number in the new one. */
    private record Conversion(double factor, double offset) {
        Conversion back() {
            return new Conversion(1 / factor, -offset / factor);
        }

        double old(double converted) {
            return (converted - offset) / factor;
        }
    }

    /** @param window rows in each bin */
    static boolean explains(Baseline.Column frozen, long[] window) {
        double n = present(Counts.of(frozen.counts()));
        double m = present(window);
        if (n == 0 || m == 0) {
            return false;
        }
        var unit = new OtherUnit(frozen);
        double[] now = below(window);
        double nearest = CONVERSIONS.stream()
                .mapToDouble(conversion -> unit.distance(conversion, now))
                .min()
                .orElse(1);
        double unconverted = unit.distance(new Conversion(1, 0), now);
        return nearest <= RARELY_MORE * Math.sqrt(1 / n + 1 / m) && nearest <= unconverted / 2;
    }

    private double distance(Conversion conversion, double[] now) {
        double largest = 0;
        for (int edge = 0; edge < now.length; edge++) {
            double expected = before(conversion.old(frozen.edges().get(edge)));
            largest = Math.max(largest, Math.abs(expected - now[edge]));
        }
        return largest;
    }

    /** The baseline's share of numbers up to this one. */
    private double before(double number) {
        var edges = frozen.edges();
        int above = 0;
        while (above < edges.size() && edges.get(above) < number) {
            above++;
        }
        if (above == edges.size()) {
            return 1;
        }
        if (number == edges.get(above) || above == 0) {
            return number < edges.getFirst() ? 0 : before[above];
        }
        double lower = edges.get(above - 1);
        double part = (number - lower) / (edges.get(above) - lower);
        return before[above - 1] + part * (before[above] - before[above - 1]);
    }

    /** The share of numbers up to each edge; the last bins are of what lies beyond all of them and of what is missing. */
    private static double[] below(long[] counts) {
        double present = Math.max(1, present(counts));
        double[] shares = new double[counts.length - 2];
        long below = 0;
        for (int edge = 0; edge < shares.length; edge++) {
            below += counts[edge];
            shares[edge] = below / present;
        }
        return shares;
    }

    private static double present(long[] counts) {
        return Counts.sum(Arrays.copyOf(counts, counts.length - 1));
    }
}
