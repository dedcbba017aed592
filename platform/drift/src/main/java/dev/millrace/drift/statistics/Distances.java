package dev.millrace.drift.statistics;

import dev.millrace.models.Baseline;

/**
 * How far apart two samples are: the size of a change, whatever the number of rows and bins that show it. Two samples of the same
 * world differ too, the more so the more bins they are counted in. What that amounts to on average is taken away, as a square
 * from a square because both are distances; what is left is the change.
 */
public final class Distances {

    private static final double LEAST_DEVIATION = 0.001;

    private Distances() {}

    /**
     * Wasserstein's distance in standard deviations of the reference, every row taken at its bin's mean at training:
     * each figure can be computed again from the counts that the event carries.
     *
     * <p>Where nothing moved, the difference of two empirical distributions of n and m rows at a point with F below it is nearly normal
     * with variance F (1 - F) (1/n + 1/m), and its absolute value is √(2/π) deviations on average.
     */
    public static double wasserstein(Baseline.Column column, long[] reference, long[] window) {
        double n = Counts.sum(reference);
        double m = Counts.sum(window);
        if (n == 0 || m == 0) {
            return 0;
        }
        double area = 0;
        double byChance = 0;
        double below = 0;
        double belowToo = 0;
        for (int bin = 0; bin + 1 < reference.length; bin++) {
            below += reference[bin];
            belowToo += window[bin];
            double width = centre(column, bin + 1) - centre(column, bin);
            double both = (below + belowToo) / (n + m);
            area += Math.abs(below / n - belowToo / m) * width;
            byChance += Math.sqrt(2 / Math.PI * both * (1 - both) * (1 / n + 1 / m)) * width;
        }
        return without(area * area, byChance * byChance) / Math.max(column.deviation(), LEAST_DEVIATION);
    }

    /** A bin without training rows has no mean: the middle of its edges, or its only edge. */
    private static double centre(Baseline.Column column, int bin) {
        if (column.counts().get(bin) > 0) {
            return column.means().get(bin);
        }
        int last = column.edges().size() - 1;
        double lower = column.edges().get(Math.max(bin - 1, 0));
        double upper = column.edges().get(Math.min(bin, last));
        return (lower + upper) / 2;
    }

    /**
     * Jensen and Shannon's distance with the natural logarithm, as SciPy's {@code jensenshannon}, without what chance alone shows.
     *
     * <p>Where nothing moved, the divergence of two samples of n and m rows is on average, in second order,
     * (k - 1) (1/n + 1/m) / 8 for k bins (after Grosse and others, Physical Review E 65, 041905, 2002, who weigh by size), a share p of
     * the rows contributing (1 - p) (1/n + 1/m) / 8. A bin that is too rare for that contributes p ln 2 at most.
     */
    public static double jensenShannon(long[] reference, long[] window) {
        double n = Counts.sum(reference);
        double m = Counts.sum(window);
        if (n == 0 || m == 0) {
            return 0;
        }
        double divergence = 0;
        double byChance = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            double p = reference[bin] / n;
            double q = window[bin] / m;
            double both = (reference[bin] + window[bin]) / (n + m);
            divergence += (towards(p, (p + q) / 2) + towards(q, (p + q) / 2)) / 2;
            byChance += Math.min((1 - both) * (1 / n + 1 / m) / 8, both * Math.log(2));
        }
        return without(divergence, byChance);
    }

    private static double without(double square, double byChance) {
        return Math.sqrt(Math.max(square - byChance, 0));
    }

    private static double towards(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle);
    }
}
