package dev.millrace.drift.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * The chi-square test that two samples fall into categories alike, as SciPy's {@code chi2_contingency(correction=False)}.
 * Categories in which fewer than five rows are expected on either side are pooled first, for the test does not hold for them.
 */
public final class ChiSquare {

    private static final double LEAST_EXPECTED = 5;

    private ChiSquare() {}

    public static TestResult test(long[] reference, long[] window) {
        double n = Counts.sum(reference);
        double m = Counts.sum(window);
        if (n == 0 || m == 0) {
            return TestResult.ALIKE;
        }
        var cells = pooled(reference, window, Math.min(n, m) / (n + m));
        if (cells.size() < 2) {
            return TestResult.ALIKE;
        }
        var test = ChiSquareTest.withDefaults().test(new long[][] {
            cells.stream().mapToLong(Cell::reference).toArray(),
            cells.stream().mapToLong(Cell::window).toArray()
        });
        return new TestResult(test.getStatistic(), test.getPValue());
    }

    private static List<Cell> pooled(long[] reference, long[] window, double smallerShare) {
        var cells = new ArrayList<Cell>();
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

    /** A pool that is still too small joins the smallest category, unless that is the only one: then there would be nothing to compare. */
    private static List<Cell> withPool(List<Cell> cells, Cell pool, double smallerShare) {
        if (pool.both() == 0) {
            return cells;
        }
        if (pool.both() * smallerShare < LEAST_EXPECTED && cells.size() > 1) {
            var smallest =
                    cells.stream().min(Comparator.comparingLong(Cell::both)).orElse(pool);
            cells.remove(smallest);
            cells.add(smallest.plus(pool));
        } else {
            cells.add(pool);
        }
        return cells;
    }

    private record Cell(long reference, long window) {
        long both() {
            return reference + window;
        }

        Cell plus(Cell other) {
            return new Cell(reference + other.reference, window + other.window);
        }
    }
}
