package dev.millrace.training.learn.train;

import dev.millrace.models.Outputs;
import dev.millrace.training.learn.rows.Labels;

/** What a trainer sees: the transform's output, row by row, with the labels. */
public final class Matrix {

    private final float[] values;
    private final int width;
    private final Labels labels;

    public Matrix(float[] values, int width, Labels labels) {
        if (values.length != width * labels.size()) {
            throw new IllegalArgumentException("the matrix does not have a row for every label");
        }
        this.values = values;
        this.width = width;
        this.labels = labels;
    }

    public int rows() {
        return labels.size();
    }

    public int width() {
        return width;
    }

    public float at(int row, int column) {
        return values[row * width + column];
    }

    /** Not a copy: nobody writes into it. */
    public float[] values() {
        return values;
    }

    /** What is to be predicted. */
    public Outputs outputs() {
        return labels.outputs();
    }

    /** The place of the row's class, or its number. */
    double label(int row) {
        return labels.value(row);
    }

    Scale scale() {
        return Scale.of(labels.values());
    }

    /** The labels as a trainer of floats takes them: places of classes, or numbers on a scale. */
    float[] targets(Scale scale) {
        float[] targets = new float[rows()];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = (float) (outputs().classes().isEmpty() ? scale.down(label(row)) : label(row));
        }
        return targets;
    }
}
