package dev.millrace.training.learn.graph;

import dev.millrace.training.learn.rows.Blocks;
import dev.millrace.training.learn.rows.RawColumn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
    public static List<Spread> of(Blocks matrix, int columns) {
        return IntStream.range(0, columns)
                .parallel()
                .mapToObj(column -> of(known(matrix, column)))
                .toList();
    }

    private static double[] known(Blocks matrix, int column) {
        float[] known = new float[matrix.rows()];
        int count = 0;
        for (int row = 0; row < known.length; row++) {
            float value = matrix.at(row, column);
            if (!Float.isNaN(value)) {
                known[count++] = value;
            }
        }
        Arrays.sort(known, 0, count);
        double[] sorted = new double[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = known[i];
        }
        return sorted;
    }

    private static Spread of(double[] sorted) {
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
