package dev.millrace.training.run;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dataset version that may be trained on.
 *
 * @param parts digests of its files, in order
 * @param columns with the types to read them as; empty where validation did not say so yet
 * @param arrivedBy who brought it; null where validation did not say so yet
 */
public record DatasetVersion(
        String project,
        String dataset,
        long version,
        Mode mode,
        long rows,
        List<String> parts,
        List<Column> columns,
        @Nullable String arrivedBy) {

    public DatasetVersion {
        parts = List.copyOf(parts);
        columns = List.copyOf(Objects.requireNonNullElse(columns, List.of()));
    }

    /** How a version relates to those before it. */
    public enum Mode {
        /** Replaces them. */
        SNAPSHOT,
        /** Adds to them. */
        APPEND
    }

    /**
     * What each column is read as when these versions are read together. Text counts only where no version knows better: a
     * column without any value is stored as text.
     */
    static Map<String, ColumnType> types(List<DatasetVersion> versions) {
        Map<String, ColumnType> types = new HashMap<>();
        for (DatasetVersion version : versions) {
            for (Column column : version.columns()) {
                types.merge(column.name(), column.type(), (before, now) -> now == ColumnType.STRING ? before : now);
            }
        }
        return types;
    }

    String id() {
        return id(project, dataset, version);
    }

    static String id(String project, String dataset, long version) {
        return "%s/%s/%019d".formatted(project, dataset, version);
    }
}
