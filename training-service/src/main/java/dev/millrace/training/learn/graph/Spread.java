package dev.millrace.training.learn.graph;

import dev.millrace.training.learn.rows.RawColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the numbers of one column of the matrix lie in the training rows: what linear models need, which take numbers as they
 * are.
 *
 * @param least smaller numbers are absurd and taken for it
 * @param most larger numbers are absurd and taken for it
 * @param mean of the numbers within these bounds
 */
public record Spread(double median, double mean, double deviation, double least, double most) {

    /** So many times the distance of the quartiles may a number lie beyond them. */
    private static final double FAR = 20;

    /** Of the first columns of a matrix. */
    public static List<Spread> of(float[] matrix, int width, int columns) {
        List<Spread> spreads = new ArrayList<>(columns);
        double[] values = new double[width == 0 ? 0 : matrix.length / width];
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < values.length; row++) {
                values[row] = matrix[row * width + column];
            }
            spreads.add(of(values));
        }
        return spreads;
    }

    private static Spread of(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new Spread(0, 0, 1, 0, 0);
        }
        double low = sorted[sorted.length / 4];
        double high = sorted[(int) (sorted.length * 3L / 4)];
        double far = high > low ? FAR * (high - low) : RawColumn.LARGEST;
        double least = low - far;
        double most = high + far;
        double[] within = Arrays.stream(sorted)
                .map(value -> Math.clamp(value, least, most))
                .toArray();
        double mean = Arrays.stream(within).average().orElse(0);
        double squares = Arrays.stream(within)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = Math.sqrt(squares / Math.max(1, sorted.length - 1));
        return new Spread(sorted[sorted.length / 2], mean, deviation > 0 ? deviation : 1, least, most);
    }
}
