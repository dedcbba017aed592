package dev.millrace.monitoring.drift.rule;

import dev.millrace.models.Baseline;
import dev.millrace.monitoring.drift.statistics.Counts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How often the rule raises a false alarm: the baseline is drawn against itself, each column independently, and judged like a
 * real window.
 */
public final class FalseAlarms {

    private static final int MOST_DRAWS = 200;
    private static final int LEAST_DRAWS = 20;

    /** Simulating a window takes time for each of its columns, and somebody waits for the answer. */
    private static final int MOST_COLUMNS_DRAWN = 40_000;

    private static final double MANY = 30;

    private FalseAlarms() {}

    /**
     * Share of windows that alarm though nothing moved. Half an alarm and one draw are added, so that none seen does not
     * mean none expected.
     */
    public static double share(Baseline baseline, Rule rule, long seed) {
        var random = new SplittableRandom(seed);
        int draws = draws(baseline);
        int alarms = 0;
        for (int draw = 0; draw < draws; draw++) {
            List<Baseline.Column> reference = new ArrayList<>();
            List<long[]> window = new ArrayList<>();
            for (Baseline.Column column : baseline.columns()) {
                long[] counts = Counts.of(column.counts());
                reference.add(with(column, drawn(counts, Counts.sum(counts), random)));
                window.add(drawn(counts, rule.windowRows(), random));
            }
            if (JudgeWindow.judge(new Baseline(baseline.rows(), reference), window, rule)
                            .level()
                    == DriftLevel.DRIFT) {
                alarms++;
            }
        }
        return (alarms + 0.5) / (draws + 1);
    }

    /** Windows that are simulated: fewer, the more columns there are. */
    public static int draws(Baseline baseline) {
        return Math.clamp(MOST_COLUMNS_DRAWN / Math.max(1, baseline.columns().size()), LEAST_DRAWS, MOST_DRAWS);
    }

    private static Baseline.Column with(Baseline.Column column, long[] counts) {
        return new Baseline.Column(
                column.name(),
                column.kind(),
                column.edges(),
                column.means(),
                column.categories(),
                Arrays.stream(counts).boxed().toList(),
                column.importance(),
                column.mean(),
                column.deviation());
    }

    /** A multinomial draw, bin by bin. */
    private static long[] drawn(long[] counts, long rows, RandomGenerator random) {
        long[] drawn = new long[counts.length];
        double weight = Counts.sum(counts);
        long left = rows;
        for (int bin = 0; bin < counts.length && left > 0 && weight > 0; bin++) {
            drawn[bin] = binomial(left, counts[bin] / weight, random);
            left -= drawn[bin];
            weight -= counts[bin];
        }
        return drawn;
    }

    /**
     * Normal where both outcomes are many, else by inversion, adding up probabilities from none on (algorithm BINV of
     * Kachitvichyanukul and Schmeiser, 1988).
     */
    private static long binomial(long n, double p, RandomGenerator random) {
        if (p <= 0) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        if (p > 0.5) {
            return n - binomial(n, 1 - p, random);
        }
        double mean = n * p;
        if (mean > MANY) {
            return Math.clamp(Math.round(mean + Math.sqrt(mean * (1 - p)) * random.nextGaussian()), 0L, n);
        }
        double odds = p / (1 - p);
        double probability = Math.pow(1 - p, (double) n);
        double left = random.nextDouble();
        long successes = 0;
        while (left > probability && successes < n) {
            left -= probability;
            successes++;
            probability *= odds * (n - successes + 1) / successes;
        }
        return successes;
    }
}
