package dev.millrace.models;

import java.util.List;

/**
 * Rows of raw columns, column by column: the one form between the dialects of serving, training and the evaluator.
 * Missing is NaN in numbers and the empty string in texts.
 */
public final class Rows {

    private final int size;
    private final List<Object> columns;

    /** @param columns in the order of the signature: {@code double[]} for NUMBER and BOOLEAN, {@code String[]} for TEXT */
    public Rows(int size, List<Object> columns) {
        this.size = size;
        this.columns = List.copyOf(columns);
    }

    public int size() {
        return size;
    }

    public int width() {
        return columns.size();
    }

    public double[] numbers(int column) {
        return (double[]) columns.get(column);
    }

    public String[] texts(int column) {
        return (String[]) columns.get(column);
    }

    public boolean isText(int column) {
        return columns.get(column) instanceof String[];
    }
}
