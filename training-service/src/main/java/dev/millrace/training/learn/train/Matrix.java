package dev.millrace.training.learn.train;

import dev.millrace.models.Outputs;
import dev.millrace.training.learn.rows.Blocks;
import dev.millrace.training.learn.rows.Labels;

/** What a trainer sees: the transform's output, row by row, with the labels. */
public final class Matrix {

    private final Blocks values;
    private final Labels labels;

    public Matrix(Blocks values, Labels labels) {
        if (values.rows() != labels.size()) {
            throw new IllegalArgumentException("the matrix does not have a row for every label");
        }
        this.values = values;
        this.labels = labels;
    }

    public int rows() {
        return labels.size();
    }

    public int width() {
        return values.width();
    }

    public float at(int row, int column) {
        return values.at(row, column);
    }

    public Blocks values() {
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
