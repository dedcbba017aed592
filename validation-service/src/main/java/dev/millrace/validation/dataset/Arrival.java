package dev.millrace.validation.dataset;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.Column;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.Schema;
import java.util.List;

/**
 * A version that arrived and waits for its verdict.
 *
 * @param arrivedBy who brought it
 */
public record Arrival(
        String project,
        String dataset,
        long version,
        List<Part> parts,
        Mode mode,
        long rows,
        List<Column> columns,
        String arrivedBy) {

    public Arrival {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
    }

    /** The aggregate that judges it. */
    String aggregateId() {
        return project + "/" + dataset;
    }

    List<Digest> digests() {
        return parts.stream().map(Part::digest).toList();
    }

    /** The same, its columns read as the schema has them. */
    Arrival readAs(Schema schema) {
        List<Column> read = columns.stream()
                .map(column -> schema.column(column.name())
                        .map(ColumnSchema::type)
                        .map(type -> new Column(column.name(), type))
                        .orElse(column))
                .toList();
        return new Arrival(project, dataset, version, parts, mode, rows, read, arrivedBy);
    }

    /** One stored file. */
    public record Part(Digest digest, long rows, long bytes) {}

    /** How a version relates to those before it. */
    public enum Mode {
        SNAPSHOT,
        APPEND
    }
}
