package dev.millrace.training.learn.rows;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Which rows of a sample a split keeps together: copies of one row, or the rows of one group. Such a sample tells as much about its world
 * as fewer rows would that were drawn one by one.
 */
public final class Clusters {

    private final int[] clusters;
    private final int[] sizes;

    private Clusters(int[] clusters, int[] sizes) {
        this.clusters = clusters;
        this.sizes = sizes;
    }

    /** Of rows that each are by themselves. */
    public static Clusters alone(int rows) {
        int[] sizes = new int[rows];
        Arrays.fill(sizes, 1);
        return new Clusters(IntStream.range(0, rows).toArray(), sizes);
    }

    /** @param keys one a row; rows with equal keys are together */
    public static Clusters of(double[] keys) {
        double[] distinct = keys.clone();
        Arrays.parallelSort(distinct);
        int count = 0;
        for (double key : distinct) {
            if (count == 0 || key != distinct[count - 1]) {
                distinct[count++] = key;
            }
        }
        int[] clusters = new int[keys.length];
        int[] sizes = new int[count];
        for (int row = 0; row < keys.length; row++) {
            clusters[row] = Arrays.binarySearch(distinct, 0, count, keys[row]);
            sizes[clusters[row]]++;
        }
        return new Clusters(clusters, sizes);
    }

    /** Number of rows. */
    public int rows() {
        return clusters.length;
    }

    /** The clusters of some of the rows, in this order. */
    public Clusters select(int[] rows) {
        return of(IntStream.of(rows).mapToDouble(row -> clusters[row]).toArray());
    }

    /**
     * How many independent rows one row is worth, above 0 and at most 1: 1 / (1 + (m - 1) ρ), where m is the mean size of a row's cluster
     * and ρ the intraclass correlation of the values (Kish, Survey Sampling, 1965, section 5.4). Of copies ρ is 1, and all rows together are worth
     * their number squared, divided by the sum of the squared numbers of copies.
     *
     * @param width values a row; their sums of squares are added
     * @param value row after row
     */
    public double worth(int width, IntToDoubleFunction value) {
        if (sizes.length == clusters.length) {
            return 1;
        }
        double size =
                IntStream.of(sizes).mapToDouble(each -> (double) each * each).sum() / clusters.length;
        return 1 / (1 + (size - 1) * correlation(size, width, value));
    }

    /** By analysis of variance, as in Donner and Koval, Biometrics 36, 1980; at least 0, and 1 where nothing varies. */
    private double correlation(double size, int width, IntToDoubleFunction value) {
        int rows = clusters.length;
        int between = sizes.length - 1;
        if (between == 0) {
            return 1;
        }
        var squares = new Squares(0, 0);
        for (int place = 0; place < width; place++) {
            int of = place;
            squares = squares.and(squares(row -> value.applyAsDouble(row * width + of)));
        }
        double variance = squares.between() / between;
        double within = squares.within() / (rows - sizes.length);
        double all = variance + ((rows - size) / between - 1) * within;
        return all > 0 ? Math.clamp((variance - within) / all, 0, 1) : 1;
    }

    /** Sums of squared differences: of the clusters' means from that of all rows, once for each row, and of rows from their cluster's. */
    private record Squares(double between, double within) {

        Squares and(Squares other) {
            return new Squares(between + other.between, within + other.within);
        }
    }

    private Squares squares(IntToDoubleFunction value) {
        double[] means = new double[sizes.length];
        double mean = 0;
        for (int row = 0; row < clusters.length; row++) {
            double share = value.applyAsDouble(row) / sizes[clusters[row]];
            means[clusters[row]] += share;
            mean += value.applyAsDouble(row) / clusters.length;
        }
        double between = 0;
        double within = 0;
        for (int row = 0; row < clusters.length; row++) {
            double centre = means[clusters[row]];
            between += (centre - mean) * (centre - mean);
            within += (value.applyAsDouble(row) - centre) * (value.applyAsDouble(row) - centre);
        }
        return new Squares(between, within);
    }
}
