package dev.millrace.monitoring.drift.statistics;

import dev.millrace.models.Baseline;

/** How far apart two samples are: the size of a change, whatever the number of rows that show it. */
public final class Distances {

    private static final double LEAST_DEVIATION = 0.001;

    private Distances() {}

    /**
     * Wasserstein's distance in standard deviations of the reference, every row taken at its bin's mean at training:
     * each figure can be computed again from the counts that the event carries.
     */
    public static double wasserstein(Baseline.Column column, long[] reference, long[] window) {
        double n = Counts.sum(reference);
        double m = Counts.sum(window);
        if (n == 0 || m == 0) {
            return 0;
        }
        double area = 0;
        double below = 0;
        double belowToo = 0;
        for (int bin = 0; bin + 1 < reference.length; bin++) {
            below += reference[bin];
            belowToo += window[bin];
            area += Math.abs(below / n - belowToo / m) * (centre(column, bin + 1) - centre(column, bin));
        }
        return area / Math.max(column.deviation(), LEAST_DEVIATION);
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

    /** Jensen and Shannon's distance with the natural logarithm, as SciPy's {@code jensenshannon}. */
    public static double jensenShannon(long[] reference, long[] window) {
        double n = Counts.sum(reference);
        double m = Counts.sum(window);
        if (n == 0 || m == 0) {
            return 0;
        }
        double divergence = 0;
        for (int bin = 0; bin < reference.length; bin++) {
            double p = reference[bin] / n;
            double q = window[bin] / m;
            divergence += towards(p, (p + q) / 2) + towards(q, (p + q) / 2);
        }
        return Math.sqrt(Math.max(divergence / 2, 0));
    }

    private static double towards(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle);
    }
}
