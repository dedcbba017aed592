package dev.millrace.monitoring.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The chi-square test that two samples fall into categories alike, as SciPy's {@code chi2_contingency(correction=False)}.
 * Categories with fewer than five expected rows on either side are pooled first.
 */
final class ChiSquare {

    private static final double LEAST_EXPECTED = 5;

    private ChiSquare() {}

    static TestResult test(long[] reference, long[] window) {
        double n = Counts.sum(reference);
        double m = Counts.sum(window);
        if (n == 0 || m == 0) {
            return TestResult.EQUAL;
        }
        List<Cell> cells = pooled(reference, window, Math.min(n, m) / (n + m));
        if (cells.size() < 2) {
            return TestResult.EQUAL;
        }
        double statistic = 0;
        for (Cell cell : cells) {
            double expected = cell.both() * n / (n + m);
            double expectedToo = cell.both() * m / (n + m);
            statistic += Math.pow(cell.reference - expected, 2) / expected
                    + Math.pow(cell.window - expectedToo, 2) / expectedToo;
        }
        return new TestResult(statistic, Gamma.upper((cells.size() - 1) / 2.0, statistic / 2));
    }

    private static List<Cell> pooled(long[] reference, long[] window, double smallerShare) {
        List<Cell> cells = new ArrayList<>();
        var pool = new Cell(0, 0);
        for (int bin = 0; bin < reference.length; bin++) {
            var cell = new Cell(reference[bin], window[bin]);
            if (cell.both() * smallerShare < LEAST_EXPECTED) {
                pool = pool.plus(cell);
            } else {
                cells.add(cell);
            }
        }
        return withPool(cells, pool, smallerShare);
    }

    /** A pool that is still too small joins the smallest category. */
    private static List<Cell> withPool(List<Cell> cells, Cell pool, double smallerShare) {
        if (pool.both() == 0) {
            return cells;
        }
        if (pool.both() * smallerShare < LEAST_EXPECTED && !cells.isEmpty()) {
            Cell smallest =
                    cells.stream().min(Comparator.comparingDouble(Cell::both)).orElse(pool);
            cells.remove(smallest);
            cells.add(smallest.plus(pool));
        } else {
            cells.add(pool);
        }
        return cells;
    }

    private record Cell(double reference, double window) {
        double both() {
            return reference + window;
        }

        Cell plus(Cell other) {
            return new Cell(reference + other.reference, window + other.window);
        }
    }
}
