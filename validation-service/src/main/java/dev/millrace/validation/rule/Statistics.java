package dev.millrace.validation.rule;

import java.util.List;
import java.util.Optional;

/** What a dataset version looks like. */
public record Statistics(long rows, List<ColumnStatistics> columns) {

    public Statistics {
        columns = List.copyOf(columns);
    }

    Optional<ColumnStatistics> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
