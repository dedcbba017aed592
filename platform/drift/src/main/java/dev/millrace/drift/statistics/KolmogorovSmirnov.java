package dev.millrace.drift.statistics;

/**
 * The two-sample Kolmogorov-Smirnov test on counts in common bins, as SciPy's {@code ks_2samp(method="asymp")} on values that
 * are equal within a bin.
 *
 * <p>Commons Statistics has this test for arrays of single values only, and keeps the distribution to itself. Writing the rows
 * of a baseline out again, for each column, window and simulated window, would cost millions of values to find what a pass over
 * a dozen bins tells; so the statistic and its distribution stay here.
 */
public final class KolmogorovSmirnov {

    /** From here on p is below 0.025 and the one-sided sum is exact to many digits. */
    private static final double TAIL = 2.2;

    private static final int LARGEST_EXACT = 10_000;

    private KolmogorovSmirnov() {}

    public static TestResult test(long[] reference, long[] window) {
        double n = Counts.sum(reference);
        double m = Counts.sum(window);
        if (n == 0 || m == 0) {
            return TestResult.ALIKE;
        }
        double largest = 0;
        double below = 0;
        double belowToo = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            below += reference[bin];
            belowToo += window[bin];
            largest = Math.max(largest, Math.abs(below / n - belowToo / m));
        }
        return new TestResult(largest, survival(Math.rint(n * m / (n + m)), largest));
    }

    /** The chance of a distance of at least {@code d} in a sample of {@code n} from a known distribution. */
    static double survival(double n, double d) {
        if (d <= 0 || n <= 0) {
            return 1;
        }
        if (d >= 1) {
            return 0;
        }
        if (n * d * d < TAIL) {
            return limit(Math.sqrt(n) * d + 1 / (6 * Math.sqrt(n)) + (Math.sqrt(n) * d - 1) / (4 * n));
        }
        double tail = n <= LARGEST_EXACT ? oneSided((int) n, d) : Math.exp(-Math.pow(6 * n * d + 1, 2) / (18 * n));
        return Math.min(1, 2 * tail);
    }

    /** Kolmogorov's limit; its argument carries Vrbik's correction for finite samples. */
    private static double limit(double z) {
        if (z < 0.2) {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= 50; k++) {
            double term = Math.exp(-2 * z * z * k * k);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-18) {
                break;
            }
        }
        return Math.clamp(2 * sum, 0, 1);
    }

    /** Smirnov's exact one-sided sum. */
    private static double oneSided(int n, double d) {
        double sum = 0;
        double logBinomial = 0;
        for (int j = 0; j <= (int) Math.floor(n * (1 - d)); j++) {
            double step = d + (double) j / n;
            double rest = 1 - step;
            double logRest = j == n ? 0 : (n - j) * Math.log(Math.max(rest, Double.MIN_VALUE));
            sum += Math.exp(logBinomial + (j - 1) * Math.log(step) + logRest);
            logBinomial += Math.log((double) (n - j) / (j + 1));
        }
        return d * sum;
    }
}
