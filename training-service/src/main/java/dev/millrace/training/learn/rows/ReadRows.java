package dev.millrace.training.learn.rows;

import dev.millrace.artifacts.Digest;
import dev.millrace.datasets.ColumnData;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Datasets;
import dev.millrace.pipelines.PipelineSpec.Derived;
import dev.millrace.training.learn.UnlearnableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a dataset's versions into memory, with the columns that the specification derives. */
public final class ReadRows {

    private final Datasets datasets;
    private final long maxCells;

    /** @param maxCells rows times columns that fit into memory */
    public ReadRows(Datasets datasets, long maxCells) {
        this.datasets = datasets;
        this.maxCells = maxCells;
    }

    /**
     * All rows of the parts.
     *
     * @param types what columns are read as, by name; values that do not read as it are missing
     * @throws UnlearnableException when they are too many, before any is read
     */
    public Table read(List<Digest> parts, Map<String, ColumnType> types, List<Derived> derive) {
        if (parts.isEmpty()) {
            throw new UnlearnableException("DATA_EMPTY", "there are no files to learn from");
        }
        try (DatasetSession session = datasets.open(parts)) {
            TypedSql stored = TypedSql.of(session.columns(), types);
            refuseTooMany(session, stored.columns().size() + derive.size());
            List<ColumnData> read = session.readColumns(DerivedSql.query(stored, derive));
            List<RawColumn> columns = new ArrayList<>(read.size());
            for (int i = 0; i < read.size(); i++) {
                columns.add(column(read.get(i), i >= stored.columns().size()));
            }
            return new Table(read.getFirst().rows(), columns);
        }
    }

    /** The files say how many rows they have without being read. */
    private void refuseTooMany(DatasetSession session, int columns) {
        session.query("SELECT count(*) FROM data", row -> {
            long rows = row.getLong(1);
            if (rows > maxCells / columns) {
                throw new UnlearnableException(
                        "DATA_TOO_LARGE",
                        rows + " rows of " + columns + " columns do not fit into memory: " + maxCells / columns
                                + " rows do. Learn from fewer, or give training more memory");
            }
        });
    }

    private static RawColumn column(ColumnData data, boolean derived) {
        return switch (data.type()) {
            case BOOLEAN -> RawColumn.numbers(data.name(), RawColumn.Kind.BOOLEAN, derived, data.doubles());
            case INTEGER, DOUBLE -> RawColumn.numbers(data.name(), RawColumn.Kind.NUMBER, derived, data.doubles());
            case STRING -> RawColumn.texts(data.name(), RawColumn.Kind.TEXT, filled(data.strings()));
            case DATE, TIMESTAMP -> RawColumn.texts(data.name(), RawColumn.Kind.TIME, filled(data.strings()));
        };
    }

    private static String[] filled(@Nullable String[] texts) {
        return Arrays.stream(texts).map(text -> text == null ? "" : text).toArray(String[]::new);
    }
}
