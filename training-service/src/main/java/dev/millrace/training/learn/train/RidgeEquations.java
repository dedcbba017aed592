package dev.millrace.training.learn.train;

import java.util.Arrays;
import java.util.Map;

/**
 * The normal equations of ridge regression, solved by conjugate gradients: they need the rows one by one and never a
 * matrix of weights by weights, so thousands of categories cost no more than their rows.
 */
final class RidgeEquations {

    private static final int MOST_STEPS = 500;
    private static final double EXACT = 1e-10;

    private final Matrix rows;
    private final int dense;
    private final int unknowns;
    private final float[] targets;
    private final double ridge;

    /** @param codes number of different codes of all categories */
    RidgeEquations(Matrix rows, int dense, int codes, float[] targets, double ridge) {
        this.rows = rows;
        this.dense = dense;
        this.unknowns = dense + codes + 1;
        this.targets = targets;
        this.ridge = ridge;
    }

    /** The weights of the dense columns, of the codes, and last the bias, which has no penalty. */
    double[] solve(TrainingSteps steps) {
        double[] weights = new double[unknowns];
        double[] residual = new double[unknowns];
        double[] diagonal = new double[unknowns];
        for (int row = 0; row < rows.rows(); row++) {
            add(row, targets[row], residual);
            addSquares(row, diagonal);
        }
        for (int i = 0; i < unknowns; i++) {
            diagonal[i] = Math.max(diagonal[i] + penalty(i), 1e-12);
        }
        double[] scaled = divided(residual, diagonal);
        double[] direction = scaled.clone();
        double energy = dot(residual, scaled);
        double enough = energy * EXACT * EXACT;
        for (int step = 0; step < MOST_STEPS && energy > enough && energy > 0; step++) {
            double[] image = image(direction);
            double length = energy / dot(direction, image);
            for (int i = 0; i < unknowns; i++) {
                weights[i] += length * direction[i];
                residual[i] -= length * image[i];
            }
            scaled = divided(residual, diagonal);
            double next = dot(residual, scaled);
            double keep = next / energy;
            energy = next;
            for (int i = 0; i < unknowns; i++) {
                direction[i] = scaled[i] + keep * direction[i];
            }
            steps.done((step + 1.0) / MOST_STEPS, Map.of("steps", String.valueOf(step + 1)));
        }
        return weights;
    }

    private double penalty(int unknown) {
        return unknown == unknowns - 1 ? 0 : ridge;
    }

    /** What the equations make of these weights. */
    private double[] image(double[] weights) {
        double[] image = new double[unknowns];
        for (int row = 0; row < rows.rows(); row++) {
            add(row, sum(rows, row, dense, weights), image);
        }
        for (int i = 0; i < unknowns; i++) {
            image[i] += penalty(i) * weights[i];
        }
        return image;
    }

    /** The weighted sum of a row. */
    static double sum(Matrix rows, int row, int dense, double[] weights) {
        double sum = weights[weights.length - 1];
        for (int column = 0; column < rows.width(); column++) {
            float value = rows.at(row, column);
            sum += column < dense ? value * weights[column] : weights[dense + (int) value];
        }
        return sum;
    }

    private void add(int row, double factor, double[] to) {
        to[unknowns - 1] += factor;
        for (int column = 0; column < rows.width(); column++) {
            float value = rows.at(row, column);
            if (column < dense) {
                to[column] += factor * value;
            } else {
                to[dense + (int) value] += factor;
            }
        }
    }

    private void addSquares(int row, double[] to) {
        to[unknowns - 1] += 1;
        for (int column = 0; column < rows.width(); column++) {
            float value = rows.at(row, column);
            if (column < dense) {
                to[column] += value * value;
            } else {
                to[dense + (int) value] += 1;
            }
        }
    }

    private static double[] divided(double[] values, double[] by) {
        double[] divided = new double[values.length];
        Arrays.setAll(divided, i -> values[i] / by[i]);
        return divided;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
