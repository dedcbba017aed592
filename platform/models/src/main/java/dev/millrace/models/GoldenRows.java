package dev.millrace.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inputs with the outputs that training saw, replayed by serving before a version gets traffic.
 *
 * @param rows raw values in the order of the signature: Double, String, Boolean or null; a time as Double, as {@link EpochSeconds} counts it
 * @param scores per row, in the order of the classes
 */
public record GoldenRows(List<List<@Nullable Object>> rows, List<String> predictions, List<List<Double>> scores) {

    public GoldenRows {
        List<List<@Nullable Object>> copies = new ArrayList<>(rows.size());
        for (List<@Nullable Object> row : rows) {
            copies.add(copy(row));
        }
        rows = Collections.unmodifiableList(copies);
        predictions = List.copyOf(predictions);
        scores = scores.stream().map(List::copyOf).toList();
    }

    private static List<@Nullable Object> copy(List<@Nullable Object> row) {
        List<@Nullable Object> values = new ArrayList<>(row.size());
        for (var value : row) {
            values.add(value instanceof Number number ? (Object) number.doubleValue() : value);
        }
        return Collections.unmodifiableList(values);
    }
}
