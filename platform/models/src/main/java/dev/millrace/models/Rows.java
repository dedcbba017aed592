package dev.millrace.models;

import dev.millrace.models.ModelPackage.Feature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of raw columns, column by column: the one form between the dialects of serving, training and the evaluator.
 * Missing is NaN in numbers and the empty string in texts.
 */
public final class Rows {

    private final int size;
    private final List<Object> columns;

    /** @param columns in the order of the signature: {@code String[]} for TEXT, {@code double[]} for all other kinds */
    public Rows(int size, List<Object> columns) {
        this.size = size;
        this.columns = List.copyOf(columns);
    }

    /**
     * Turns rows of Double, Boolean, String or null into columns.
     *
     * @throws IllegalArgumentException when a value does not have its column's type
     */
    public static Rows of(List<Feature> signature, List<? extends List<? extends @Nullable Object>> rows) {
        var columns = new ArrayList<Object>(signature.size());
        for (int column = 0; column < signature.size(); column++) {
            boolean text = signature.get(column).kind() == Feature.Kind.TEXT;
            columns.add(text ? texts(rows, column) : numbers(rows, column));
        }
        return new Rows(rows.size(), columns);
    }

    private static String[] texts(List<? extends List<? extends @Nullable Object>> rows, int column) {
        String[] values = new String[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = switch (rows.get(row).get(column)) {
                case null -> "";
                case String text -> text;
                case Object other ->
                    throw new IllegalArgumentException(
                            "not a text: " + other.getClass().getSimpleName());
            };
        }
        return values;
    }

    private static double[] numbers(List<? extends List<? extends @Nullable Object>> rows, int column) {
        double[] values = new double[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = switch (rows.get(row).get(column)) {
                case null -> Double.NaN;
                case Number number -> number.doubleValue();
                case Boolean bool -> bool ? 1 : 0;
                case Object other ->
                    throw new IllegalArgumentException(
                            "not a number: " + other.getClass().getSimpleName());
            };
        }
        return values;
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
