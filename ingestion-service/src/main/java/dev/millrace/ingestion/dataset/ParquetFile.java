package dev.millrace.ingestion.dataset;

import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.DatasetSession;
import dev.millrace.datasets.Sql;
import dev.millrace.ingestion.dataset.EstablishedColumns.Established;
import dev.millrace.ingestion.dataset.check.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Parquet file, which says its own types; they are widened to ours, and to those that the dataset has. */
record ParquetFile(String source, List<ParquetColumn> columns, List<String> unsupported, long rows)
        implements ReadableFile {

    private static final int EXACT_DIGITS = 15;

    ParquetFile {
        columns = List.copyOf(columns);
        unsupported = List.copyOf(unsupported);
    }

    static ParquetFile of(Path file, DatasetSession session) {
        var source = "read_parquet(" + Sql.literal(file.toString()) + ")";
        var columns = new ArrayList<ConvertedColumn>();
        var unsupported = new ArrayList<String>();
        session.query("DESCRIBE SELECT * FROM " + source, row -> {
            var name = row.getString("column_name");
            converted(name, row.getString("column_type")).ifPresentOrElse(columns::add, () -> unsupported.add(name));
        });
        var rows = new long[1];
        session.query(
                "SELECT num_rows FROM parquet_file_metadata(" + Sql.literal(file.toString()) + ")",
                row -> rows[0] = row.getLong(1));
        return new ParquetFile(source, asked(columns, source, session), unsupported, rows[0]);
    }

    @Override
    public Conversion conversion(Established established) {
        var converted = columns.stream()
                .map(column ->
                        column.converted(established.types().get(column.own().name())))
                .toList();
        return new Conversion(source, converted, rows, "PARQUET_CORRUPT", Reading.PLAIN, established.habits());
    }

    private static List<ParquetColumn> asked(List<ConvertedColumn> columns, String source, DatasetSession session) {
        var asked = new ArrayList<ParquetColumn>();
        if (columns.isEmpty()) {
            return asked;
        }
        var questions = columns.stream().map(ParquetColumn::question).collect(Collectors.joining(", "));
        session.query("SELECT " + questions + " FROM " + source, answer -> {
            for (ConvertedColumn column : columns) {
                asked.add(ParquetColumn.of(column, answer, 2 * asked.size() + 1));
            }
        });
        return asked;
    }

    private static Optional<ConvertedColumn> converted(String name, String type) {
        return switch (type) {
            case "BOOLEAN" -> Optional.of(ConvertedColumn.asRead(name, ColumnType.BOOLEAN));
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
                Optional.of(ConvertedColumn.cast(name, ColumnType.INTEGER));
            case "FLOAT", "DOUBLE" -> Optional.of(ConvertedColumn.cast(name, ColumnType.DOUBLE));
            case "VARCHAR", "UUID", "JSON" -> Optional.of(ConvertedColumn.cast(name, ColumnType.STRING));
            case "DATE" -> Optional.of(ConvertedColumn.asRead(name, ColumnType.DATE));
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                Optional.of(ConvertedColumn.cast(name, ColumnType.TIMESTAMP));
            case "TIMESTAMP WITH TIME ZONE" -> Optional.of(ConvertedColumn.inUtc(name));
            default -> decimal(name, type);
        };
    }

    private static Optional<ConvertedColumn> decimal(String name, String type) {
        if (!type.startsWith("DECIMAL(")) {
            return Optional.empty();
        }
        int digits = Integer.parseInt(type.substring("DECIMAL(".length(), type.indexOf(',')));
        return digits <= EXACT_DIGITS ? Optional.of(ConvertedColumn.cast(name, ColumnType.DOUBLE)) : Optional.empty();
    }
}
