package dev.millrace.validation.dataset;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnList;
import dev.millrace.validation.rule.ColumnSchema;
import dev.millrace.validation.rule.Misfits;
import dev.millrace.validation.rule.Schema;
import java.util.List;

/**
 * A version that arrived and waits for its verdict.
 *
 * @param arrivedBy who brought it
 * @param misfits of the columns that have any, at most fifty
 */
public record Arrival(
        String project,
        String dataset,
        long version,
        List<Part> parts,
        Mode mode,
        long rows,
        ColumnList columns,
        String arrivedBy,
        List<Misfits> misfits) {

    public Arrival {
        parts = List.copyOf(parts);
        misfits = List.copyOf(misfits);
    }

    /** The aggregate that judges it. */
    String aggregateId() {
        return project + "/" + dataset;
    }

    List<Digest> digests() {
        return parts.stream().map(Part::digest).toList();
    }

    /** The version's own aggregate. */
    String versionId() {
        return versionId(version);
    }

    /** The aggregate of another version of the same dataset. */
    String versionId(long other) {
        return versionId(aggregateId(), other);
    }

    /** @param dataset with its project */
    static String versionId(String dataset, long version) {
        return "%s/%019d".formatted(dataset, version);
    }

    Arrival with(ColumnList others) {
        return new Arrival(project, dataset, version, parts, mode, rows, others, arrivedBy, misfits);
    }

    /** Columns as the schema has them, where it says a type. */
    static List<Column> readAs(Schema schema, List<Column> columns) {
        return columns.stream()
                .map(column -> schema.column(column.name())
                        .map(ColumnSchema::type)
                        .map(type -> new Column(column.name(), type))
                        .orElse(column))
                .toList();
    }

    /** One stored file. */
    public record Part(Digest digest, long rows, long bytes) {}

    /** How a version relates to those before it. */
    public enum Mode {
        SNAPSHOT,
        APPEND
    }
}
