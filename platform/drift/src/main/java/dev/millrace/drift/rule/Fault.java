package dev.millrace.drift.rule;

import dev.millrace.drift.statistics.Counts;
import dev.millrace.models.Baseline;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is wrong with the values of a column that moved, where it is not the world that moved. A model that learns from such values
 * learns the fault, so it is told and never retrained on. Told apart by where the rows went, in shares of all rows of the window.
 */
public enum Fault {
    /** More values are missing than at training. */
    MISSING("is missing more often"),
    /** Values come that no row had at training; not told where more than a hundredth of the training rows are counted with them. */
    UNKNOWN_VALUES("has values that were not there at training"),
    /** Values lie beyond the least or the greatest one at training, as those of a unit that is much smaller do. */
    OUT_OF_RANGE("lies beyond its range at training"),
    /** The values are those of training in another unit, within their range or not. */
    OTHER_UNIT("seems to come in another unit"),
    /** Hardly anything but one value comes, which was one of several. */
    STUCK("is stuck at one value");

    /** Share of a change that must have one cause. */
    private static final double MOST_OF_IT = 0.8;

    private static final double NEARLY_ALL = 0.99;
    private static final double NEARLY_ALL_OUTSIDE = 0.9;
    private static final double ALIKE = 0.1;
    private static final double HALF = 0.5;
    private static final double HARDLY_ANY = 0.01;

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** For people, behind the name of the column. */
    public String words() {
        return words;
    }

    /** Empty where the change of a drifted column is none of these. */
    public static Optional<Fault> of(ColumnVerdict verdict, Baseline.Column frozen) {
        double[] window =
                shares(verdict.counts().stream().mapToLong(Long::longValue).toArray());
        if (verdict.isOfMissingValues()) {
            double[] before = shares(MissingValues.of(Counts.of(frozen.counts())));
            return window[1] > before[1] ? Optional.of(MISSING) : Optional.empty();
        }
        double[] before = shares(Counts.of(frozen.counts()));
        var came = came(before, window);
        int missing = window.length - 1;
        if (came[missing] >= MOST_OF_IT * total(came)) {
            return Optional.of(MISSING);
        }
        return switch (frozen.kind()) {
            case CATEGORY ->
                before[missing - 1] < HARDLY_ANY && came[missing - 1] >= MOST_OF_IT * total(came)
                        ? Optional.of(UNKNOWN_VALUES)
                        : stuck(before, window, 0, frozen.categories().size());
            case NUMBER ->
                ofNumbers(before, window, came, missing)
                        .or(() -> OtherUnit.explains(frozen, Counts.of(verdict.counts()))
                                ? Optional.of(OTHER_UNIT)
                                : Optional.empty());
        };
    }

    private static Optional<Fault> ofNumbers(double[] before, double[] window, double[] came, int missing) {
        double outside = came[missing - 1] + (before[0] < HARDLY_ANY ? came[0] : 0);
        boolean most = outside >= MOST_OF_IT * total(came);
        return most && (outside >= NEARLY_ALL_OUTSIDE || isAsBefore(before, window, 1, missing - 1))
                ? Optional.of(OUT_OF_RANGE)
                : stuck(before, window, 0, missing);
    }

    /**
     * Whether the rows in some bins are distributed among them as they were. Where a world of bounded values grows, rows leave its lower
     * end for beyond its upper one, and those between are others; a fault leaves those alone that it does not hit.
     */
    private static boolean isAsBefore(double[] before, double[] window, int from, int to) {
        double all = total(Arrays.copyOfRange(before, from, to));
        double allToo = total(Arrays.copyOfRange(window, from, to));
        double below = 0;
        double belowToo = 0;
        for (int bin = from; bin < to; bin++) {
            below += before[bin];
            belowToo += window[bin];
            if (Math.abs(below / all - belowToo / allToo) > ALIKE) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Fault> stuck(double[] before, double[] window, int from, int to) {
        for (int bin = from; bin < to; bin++) {
            if (window[bin] >= NEARLY_ALL && before[bin] <= HALF) {
                return Optional.of(STUCK);
            }
        }
        return Optional.empty();
    }

    /** By how much the share of each bin grew. */
    private static double[] came(double[] before, double[] window) {
        double[] came = new double[before.length];
        Arrays.setAll(came, bin -> Math.max(0, window[bin] - before[bin]));
        return came;
    }

    private static double total(double[] shares) {
        return Arrays.stream(shares).sum();
    }

    private static double[] shares(long[] counts) {
        double rows = Counts.sum(counts);
        return Arrays.stream(counts)
                .mapToDouble(count -> rows == 0 ? 0 : count / rows)
                .toArray();
    }
}
