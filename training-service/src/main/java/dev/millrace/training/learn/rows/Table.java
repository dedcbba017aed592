package dev.millrace.training.learn.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Raw columns of equal length. */
public final class Table {

    private final int rows;
    private final Map<String, RawColumn> columns = new LinkedHashMap<>();

    public Table(int rows, List<RawColumn> columns) {
        this.rows = rows;
        columns.forEach(column -> this.columns.put(column.name(), column));
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
        return new Table(
                indices.length,
                columns.values().stream().map(column -> column.select(indices)).toList());
    }
}
