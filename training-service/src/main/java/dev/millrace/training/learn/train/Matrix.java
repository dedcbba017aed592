package dev.millrace.training.learn.train;

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

    public boolean positive(int row) {
        return labels.positive(row);
    }

    /** Not a copy: nobody writes into it. */
    float[] values() {
        return values;
    }

    float[] targets() {
        float[] targets = new float[rows()];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = labels.positive(row) ? 1 : 0;
        }
        return targets;
    }
}
