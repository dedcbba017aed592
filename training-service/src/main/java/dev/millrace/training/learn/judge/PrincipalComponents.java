package dev.millrace.training.learn.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.math.la.DenseMatrix;

/** Directions in which standardized columns vary most, as scikit-learn's {@code PCA} finds them. */
final class PrincipalComponents {

    private PrincipalComponents() {}

    /**
     * The fewest directions that have more than a share of the variance, but always one fewer than columns. None where the eigenvalues cannot
     * be found.
     *
     * @param columns of mean 0, of equal length
     */
    static List<List<Double>> of(double[][] columns, double share) {
        return DenseMatrix.createDenseMatrix(covariance(columns))
                .eigenDecomposition()
                .map(found -> largest(found, columns.length, share))
                .orElse(List.of());
    }

    private static List<List<Double>> largest(DenseMatrix.EigenDecomposition found, int count, double share) {
        double[] variances =
                IntStream.range(0, count).mapToDouble(found.eigenvalues()::get).toArray();
        double all = Arrays.stream(variances).sum();
        var byVariance = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer place) -> variances[place])
                        .reversed())
                .toList();
        var components = new ArrayList<List<Double>>();
        double kept = 0;
        for (int place : byVariance.subList(0, count - 1)) {
            components.add(
                    Arrays.stream(found.getEigenVector(place).toArray()).boxed().toList());
            kept += variances[place];
            if (kept / all > share) {
                break;
            }
        }
        return components;
    }

    private static double[][] covariance(double[][] columns) {
        double[][] covariance = new double[columns.length][columns.length];
        for (int one = 0; one < columns.length; one++) {
            for (int other = 0; other <= one; other++) {
                double sum = 0;
                for (int row = 0; row < columns[one].length; row++) {
                    sum += columns[one][row] * columns[other][row];
                }
                covariance[one][other] = sum / (columns[one].length - 1);
                covariance[other][one] = covariance[one][other];
            }
        }
        return covariance;
    }
}
