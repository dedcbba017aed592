package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Parquet says its own types; they are widened to ours, and to those that the dataset has. */
record ParquetPlan(String source, List<ParquetColumn> columns, List<String> unsupported, long rows) implements Plan {

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
        return new ParquetPlan(source, asked(columns, source, session), unsupported, rows[0]);
    }

    @Override
    public Conversion conversion(Map<String, ColumnType> established) {
        var planned = columns.stream()
                .map(column -> column.planned(established.get(column.own().name())))
                .toList();
        return new Conversion(source, planned, rows, "PARQUET_CORRUPT");
    }

    private static List<ParquetColumn> asked(List<PlannedColumn> columns, String source, DatasetSession session) {
        var asked = new ArrayList<ParquetColumn>();
        if (columns.isEmpty()) {
            return asked;
        }
        var questions = columns.stream().map(ParquetColumn::question).collect(Collectors.joining(", "));
        session.query("SELECT " + questions + " FROM " + source, answer -> {
            for (PlannedColumn column : columns) {
                asked.add(ParquetColumn.of(column, answer, 2 * asked.size() + 1));
            }
        });
        return asked;
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
