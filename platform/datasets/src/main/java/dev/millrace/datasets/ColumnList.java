package dev.millrace.datasets;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version's columns as an event or a document carries them: written out, or in an artifact where they are long.
 *
 * @param columns in order; empty where there is a digest
 * @param digest of the artifact; null where the columns are written out
 */
public record ColumnList(List<Column> columns, @Nullable String digest) {
    public ColumnList {
        columns = List.copyOf(columns);
    }
}
