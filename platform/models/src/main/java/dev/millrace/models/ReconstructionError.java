package dev.millrace.models;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * How far a row lies from what principal components keep of it: the Euclidean length of what is left of the standardized row without its
 * part in their directions. It is the root of the squared length of the row less the squared lengths of its projections, because the
 * components are orthogonal and of length 1. Made for every prediction: a product a column and component.
 */
public final class ReconstructionError {

    /** Larger numbers count as missing, as they do in the graph. */
    private static final double LARGEST = 1e38;

    private final int[] places;
    private final double[][] byBin;
    private final double[] means;
    private final double[] deviations;
    private final double[][] components;

    /** @param baseline columns whose bins the values of categories are numbered by */
    public ReconstructionError(
            List<Baseline.Column> baseline, List<Together.Scaled> columns, List<List<Double>> components) {
        var names = baseline.stream().map(Baseline.Column::name).toList();
        this.places = columns.stream()
                .mapToInt(column -> names.indexOf(column.column()))
                .toArray();
        this.means = columns.stream().mapToDouble(Together.Scaled::mean).toArray();
        this.deviations =
                columns.stream().mapToDouble(Together.Scaled::deviation).toArray();
        this.byBin = columns.stream()
                .map(column -> column.values().stream()
                        .mapToDouble(value -> (value - column.mean()) / column.deviation())
                        .toArray())
                .toArray(double[][]::new);
        this.components = components.stream()
                .map(component ->
                        component.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    /**
     * Of one row.
     *
     * @param bins its bin in each column of the baseline
     * @param numbers its number by the place of a column in the baseline; NaN where it has none
     */
    public double of(int[] bins, IntToDoubleFunction numbers) {
        double[] row = new double[places.length];
        double left = 0;
        for (int column = 0; column < row.length; column++) {
            int place = places[column];
            row[column] = byBin[column].length > 0
                    ? byBin[column][bins[place]]
                    : standardized(column, numbers.applyAsDouble(place));
            left += row[column] * row[column];
        }
        for (double[] component : components) {
            double projection = 0;
            for (int column = 0; column < row.length; column++) {
                projection += component[column] * row[column];
            }
            left -= projection * projection;
        }
        return Math.sqrt(Math.max(left, 0));
    }

    private double standardized(int column, double number) {
        return Math.abs(number) <= LARGEST ? (number - means[column]) / deviations[column] : 0;
    }
}
