package dev.millrace.training.learn.judge;

import dev.millrace.training.learn.rows.Labels;
import dev.millrace.training.learn.rows.RawColumn;
import dev.millrace.training.learn.rows.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Metrics of parts of the test rows, so that a good average cannot hide a bad part. */
public final class SliceMetrics {

    /** Smaller slices are left out: their figures would be noise. */
    private static final int SMALLEST = 50;

    private SliceMetrics() {}

    /** By {@code column=value}, with the number of rows; missing values are the slice {@code column=}. */
    public static Map<String, Map<String, Double>> of(Table rows, Labels labels, float[] scores, List<String> columns) {
        var slices = new TreeMap<String, Map<String, Double>>();
        for (var name : columns) {
            rows.column(name).ifPresent(column -> add(column, labels, scores, slices));
        }
        return slices;
    }

    private static void add(RawColumn column, Labels labels, float[] scores, Map<String, Map<String, Double>> slices) {
        var counts = new TreeMap<String, Integer>();
        for (int row = 0; row < labels.size(); row++) {
            counts.merge(column.category(row), 1, Integer::sum);
        }
        var byValue = new TreeMap<String, int[]>();
        counts.values().removeIf(rows -> rows < SMALLEST);
        counts.forEach((value, rows) -> byValue.put(value, new int[rows]));
        for (int row = 0; row < labels.size(); row++) {
            var value = column.category(row);
            int[] rows = byValue.get(value);
            if (rows != null) {
                rows[rows.length - counts.merge(value, -1, Integer::sum) - 1] = row;
            }
        }
        byValue.forEach((value, indices) -> {
            var metrics = new LinkedHashMap<String, Double>(RowMetrics.of(
                    labels.select(indices),
                    part(scores, indices, labels.outputs().width())));
            metrics.put("rows", (double) indices.length);
            slices.put(column.name() + "=" + value, metrics);
        });
    }

    private static float[] part(float[] scores, int[] rows, int width) {
        float[] part = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(scores, rows[i] * width, part, i * width, width);
        }
        return part;
    }
}
