package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parquet says its own types; they are widened to ours. */
record ParquetPlan(String source, List<PlannedColumn> columns, List<String> unsupported, long rows) implements Plan {

    private static final int EXACT_DIGITS = 15;

    ParquetPlan {
        columns = List.copyOf(columns);
        unsupported = List.copyOf(unsupported);
    }

    static ParquetPlan of(Path file, DatasetSession session) {
        var source = "read_parquet(" + Sql.literal(file.toString()) + ")";
        var columns = new ArrayList<PlannedColumn>();
        var unsupported = new ArrayList<String>();
        session.query("DESCRIBE SELECT * FROM " + source, row -> {
            var name = row.getString("column_name");
            planned(name, row.getString("column_type")).ifPresentOrElse(columns::add, () -> unsupported.add(name));
        });
        var rows = new long[1];
        session.query(
                "SELECT num_rows FROM parquet_file_metadata(" + Sql.literal(file.toString()) + ")",
                row -> rows[0] = row.getLong(1));
        return new ParquetPlan(source, columns, unsupported, rows[0]);
    }

    @Override
    public Conversion conversion(Map<String, ColumnType> established) {
        return new Conversion(source, columns, rows, "PARQUET_CORRUPT");
    }

    private static Optional<PlannedColumn> planned(String name, String type) {
        return switch (type) {
            case "BOOLEAN" -> Optional.of(PlannedColumn.asRead(name, ColumnType.BOOLEAN));
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
                Optional.of(PlannedColumn.cast(name, ColumnType.INTEGER));
            case "FLOAT", "DOUBLE" -> Optional.of(PlannedColumn.cast(name, ColumnType.DOUBLE));
            case "VARCHAR", "UUID", "JSON" -> Optional.of(PlannedColumn.cast(name, ColumnType.STRING));
            case "DATE" -> Optional.of(PlannedColumn.asRead(name, ColumnType.DATE));
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                Optional.of(PlannedColumn.cast(name, ColumnType.TIMESTAMP));
            case "TIMESTAMP WITH TIME ZONE" -> Optional.of(PlannedColumn.inUtc(name));
            default -> decimal(name, type);
        };
    }

    private static Optional<PlannedColumn> decimal(String name, String type) {
        if (!type.startsWith("DECIMAL(")) {
            return Optional.empty();
        }
        int digits = Integer.parseInt(type.substring("DECIMAL(".length(), type.indexOf(',')));
        return digits <= EXACT_DIGITS ? Optional.of(PlannedColumn.cast(name, ColumnType.DOUBLE)) : Optional.empty();
    }
}
