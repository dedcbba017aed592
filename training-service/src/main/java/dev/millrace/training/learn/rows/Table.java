package dev.millrace.training.learn.rows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Raw columns of equal length. Selections of its rows share its values. */
public final class Table {

    private final int rows;
    private final Map<String, RawColumn> columns = new LinkedHashMap<>();
    private final int @Nullable [] places;

    /** @param columns all of one table */
    public Table(int rows, List<RawColumn> columns) {
        this.rows = rows;
        columns.forEach(column -> this.columns.put(column.name(), column));
        this.places = columns.isEmpty() ? null : columns.getFirst().rows();
        for (var column : columns) {
            if (!Arrays.equals(column.rows(), places) || column.size() != rows) {
                throw new IllegalArgumentException("column " + column.name() + " has other rows than the table");
            }
        }
    }

    public int rows() {
        return rows;
    }

    public List<RawColumn> columns() {
        return List.copyOf(columns.values());
    }

    public Optional<RawColumn> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /** The rows with these indices, in this order. */
    public Table select(int[] indices) {
        if (indices.length == rows && IntStream.range(0, rows).allMatch(row -> indices[row] == row)) {
            return this;
        }
        int[] selected = indices.clone();
        if (places != null) {
            for (int i = 0; i < selected.length; i++) {
                selected[i] = places[indices[i]];
            }
        }
        return new Table(
                indices.length,
                columns.values().stream().map(column -> column.at(selected)).toList());
    }
}
