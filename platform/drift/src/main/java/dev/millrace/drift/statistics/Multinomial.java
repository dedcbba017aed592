package dev.millrace.drift.statistics;

import java.util.random.RandomGenerator;

/** Draws rows anew from counted ones: what another sample of the same world may look like. */
public final class Multinomial {

    private static final double MANY = 30;

    private Multinomial() {}

    /** So many rows, each in a bin by the shares of these counts. */
    public static long[] drawn(long[] counts, long rows, RandomGenerator random) {
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
